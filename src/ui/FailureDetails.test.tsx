import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { LOKI_FAILURES } from '#model/backend/loki-failure.ts';
import { FailureDetails } from './FailureDetails.tsx';

describe('a failure', () => {
  test.each([...LOKI_FAILURES, 'timeout', 'http-401', 'http-403', 'http-413'])(
    'of the kind %s is told in plain words, with what would help and what the backend said',
    (code) => {
      render(<FailureDetails error={{ code, message: 'Go words [400]', status: 500 }} />);
      const sentences = screen.getAllByText(/^[A-Z].*\.$/, { selector: 'p' });
      expect(sentences).toHaveLength(2);
      expect(sentences.map(({ textContent }) => textContent).join()).not.toContain('Go words');
      expect(screen.getByText('Backend says')).toBeTruthy();
      expect(screen.getByText('Go words [400]')).toBeTruthy();
      expect(screen.getByText(`${code} (HTTP 500)`)).toBeTruthy();
    },
  );

  test('without an answer says the reason', () => {
    render(<FailureDetails error={{ code: 'network', message: 'Failed to fetch' }} />);
    expect(screen.getByRole('alert').textContent).toBe('The backend cannot be reached.');
    expect(screen.getByText('Reason')).toBeTruthy();
    expect(screen.getByText('Failed to fetch')).toBeTruthy();
  });

  test('says of a list of what is allowed that it is one', () => {
    render(<FailureDetails error={{ code: 'forbidden', message: 'Not yours.', allowed: ['shop', 'lab'] }} />);
    expect(screen.getByText('Allowed')).toBeTruthy();
    expect(screen.getByText('shop, lab')).toBeTruthy();
    expect(screen.queryByText('shop, lab', { selector: 'p' })).toBeNull();
  });

  test('that the backend tells well is told in its words, with its hint', () => {
    render(
      <FailureDetails
        error={{ code: 'bad-limit', message: 'Too many.', path: 'limit', hint: 'Ask for 5.' }}
      />,
    );
    expect(screen.getByRole('alert').textContent).toBe('Too many.');
    expect(screen.getByText('Ask for 5.')).toBeTruthy();
    expect(screen.getByText('limit')).toBeTruthy();
    expect(screen.queryByText('Backend says')).toBeNull();
  });
});
