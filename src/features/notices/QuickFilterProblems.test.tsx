import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { QuickFilterProblems } from './QuickFilterProblems.tsx';

test('why a part of a quick filter was not understood is a sentence of its own', () => {
  render(
    <QuickFilterProblems problems={[{ quickFilter: 'Old', item: 'colour~blue', code: 'unknown-filter' }]} />,
  );
  expect(screen.getByText('Old')).toBeTruthy();
  expect(screen.getByText('colour~blue')).toBeTruthy();
  expect(screen.getByText('There is no such field.')).toBeTruthy();
});
