import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { filterDefinition } from '#model/filter/definitions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { match } from '#model/filter/filter.ts';
import { HOSTILE_VALUES } from '#model/testing/hostile-values.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { FilterForm } from './FilterForm.tsx';

/** Those that the form can offer: one line, and short enough for a list. */
const OFFERED = HOSTILE_VALUES.filter((value) => !/[\n\r]/.test(value) && value.length <= 200);

function open(value: string) {
  const added: Filter[] = [];
  render(
    <QueryClientProvider client={createQueryClient()}>
      <FilterForm
        offer={{
          filters: [filterDefinition('tls_version')].filter((definition) => definition !== undefined),
          shownRecords: [{ TLSVersion: value }],
        }}
        onAdd={(condition) => added.push(condition)}
        secondAction={null}
      />
    </QueryClientProvider>,
  );
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Value' });
  const hints = Array.from(box.list?.options ?? [], (hint) => hint.value);
  return { added, box, hints };
}

describe('a value on screen that is chosen in the form', () => {
  test.each(OFFERED)('is found to the letter: %j', (value) => {
    const { added, box, hints } = open(value);
    expect(hints).toHaveLength(1);
    fireEvent.change(box, { target: { value: hints[0] } });
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(added).toEqual([match('tls_version', '=', value)]);
  });

  test('is written plainly where it can be', () => {
    expect(open('TLS-1.3').hints).toEqual(['TLS-1.3']);
  });
});
