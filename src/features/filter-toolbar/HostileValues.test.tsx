import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, match } from '#model/filter/filter.ts';
import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { filterParam } from '../../state/url/filter-param.ts';
import { PageAt } from '../../testing/PageAt.tsx';
import { FilterToolbar } from './FilterToolbar.tsx';

const user = userEvent.setup();

const HOSTILE: readonly (readonly [name: string, value: string])[] = [
  ['quotes', `a"b'c"`],
  ['backslashes', '\\"\\\\n\\'],
  ['separators of links', 'a;b|c&d=e#f?g%20+h'],
  ['operators', '<->!=~>=,not(x=y)'],
  ['a star', '50*'],
  ['markup', '<b onclick="x">&amp;</b>'],
  ['placeholders of texts', '{{filter}} $t(Source)'],
  ['emoji', '🦊👩‍👩‍👧‍👦'],
  ['text from right to left', 'שלום ‮abc עולם'],
  ['spaces around', '  a  '],
  ['lines', 'first\nsecond\r\nthird'],
  ['lines, and what stands for them', 'a␤b\nc↵d\re'],
  ['10 kB', '🦊"\n;'.repeat(2048)],
];

/** Opens a link that filters by this; gives the filter of the link as it is later. */
function open(filter: Filter): () => string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filterParam.encode(filter))) {
    if (value !== undefined) {
      query.set(key, value);
    }
  }
  let current = `?${query.toString()}`;
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageAt url={`/${current}`} onPlace={(place) => (current = place.search)}>
        <FilterToolbar
          features={[]}
          isTracking
          quickFilters={[]}
          ownQuickFilters={{ list: [], onChange: () => undefined }}
          shownRecords={[]}
          leading={null}
        />
      </PageAt>
    </QueryClientProvider>,
  );
  return () => {
    const { filters, match: mode, filter: ours } = Object.fromEntries(new URLSearchParams(current));
    return printFilter(filterParam.decode({ filters, match: mode, filter: ours, bnf: undefined }).value);
  };
}

describe('a value', () => {
  test.each(HOSTILE)('with %s goes through link, chip and edit, and is the same', async (_name, value) => {
    const filterOfLink = open(all(match('tls_version', '=', value)));
    await user.click(screen.getByRole('button', { name: /^TLS version is / }));
    await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
    const box = screen.getByRole<HTMLInputElement>('combobox', { name: /^Edit / });
    fireEvent.change(box, { target: { value: `${box.value},more` } });
    await user.type(box, '{Enter}');
    const expected = printFilter(all(match('tls_version', '=', value, 'more')));
    await waitFor(() => expect(filterOfLink()).toBe(expected));
  });

  test.each(HOSTILE.filter(([, value]) => !/[\n\r]/.test(value)))(
    'with %s is typed, and is the same in the link',
    async (_name, value) => {
      const condition = match('tls_version', '!=', value);
      const filterOfLink = open(all());
      const box = screen.getByRole('combobox', { name: 'Filter' });
      fireEvent.change(box, { target: { value: printFilter(condition) } });
      await user.type(box, '{Enter}');
      await waitFor(() => expect(filterOfLink()).toBe(printFilter(all(condition))));
    },
  );

  test.each<[typed: string, chip: string, edited: string]>([
    ['web-1', 'Name, owner, namespace or address contains web-1', '"web-1"'],
    ['\'a;b or "c"\'', 'Name, owner, namespace or address contains a;b or "c"', '"a;b or \\"c\\""'],
    ['OATH*', 'Name, owner, namespace or address is OATH*', '"OATH*"'],
    ['443', 'Port, name, owner or namespace is 443', '443'],
    ['not "443"', 'No name, owner, namespace or address contains 443', 'not("443")'],
    ['10.0.1.2', 'IP address is 10.0.1.2', 'address=10.0.1.2'],
    ['src_namespace=“ns-1”', 'Source namespace is ns-1', 'src_namespace=ns-1'],
    ['src_port=1 or bytes > 10 M', 'Source port is 1', 'src_port=1'],
  ])('that is typed as %s is the same in link, chip and edit', async (typed, chip, edited) => {
    const filterOfLink = open(all());
    const box = screen.getByRole('combobox', { name: 'Filter' });
    fireEvent.change(box, { target: { value: typed } });
    await user.type(box, '{Enter}');
    const parsed = parseFilter(typed);
    const meant = filterOf(conditionsOf(parsed.ok ? parsed.value : all()));
    await waitFor(() => expect(filterOfLink()).toBe(printFilter(meant)));
    await user.click(screen.getByRole('button', { name: chip }));
    await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
    const edit = screen.getByRole<HTMLInputElement>('combobox', { name: /^Edit / });
    expect(edit.value).toBe(edited);
    await user.type(edit, '{Enter}');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: /^Edit / })).toBeNull());
    expect(filterOfLink()).toBe(printFilter(meant));
  });

  test('of any length leaves a chip, and what it is called, short', () => {
    open(all(match('tls_version', '=', 'x'.repeat(10_000), ...Array.from({ length: 500 }, String))));
    const chip = screen.getByRole('button', { name: /^TLS version is / });
    expect(chip.textContent.length).toBeLessThan(300);
    expect(chip.getAttribute('aria-label')?.length).toBeLessThan(300);
  });
});
