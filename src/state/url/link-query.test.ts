import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { anyFilter, anyText } from '#model/testing/arbitrary-filters.ts';
import { HOSTILE_VALUES } from '#model/testing/hostile-values.ts';
import { MANY_RUNS } from '#model/testing/many-runs.ts';
import { isWellFormed } from '#model/filter/language/value-text.ts';
import { filterKey } from '#model/filter/same-filter.ts';
import { linkProblems, readUrl, repairLink, writeUrl } from './url-state.ts';

const QUERY = 'recordType=flowLog&filter=src_namespace%3Dns-1';

/** What a link says of log type and filter. */
function said(search: string) {
  return {
    logType: readUrl(search, 'logType').value,
    filter: printFilter(readUrl(search, 'filter').value),
    problems: linkProblems(search),
  };
}

describe('a damaged link', () => {
  test.each([
    ['with &amp; between its keys', `?${QUERY.replaceAll('&', '&amp;')}`],
    ['with &amp;amp; between its keys', `?${QUERY.replaceAll('&', '&amp;amp;')}`],
    ['that is encoded as a whole', `?${encodeURIComponent(QUERY)}`],
    ['that is encoded as a whole twice', `?${encodeURIComponent(encodeURIComponent(QUERY))}`],
    ['whose filter is encoded twice', '?recordType=flowLog&filter=src_namespace%253Dns-1'],
    ['whose filter is encoded three times', '?recordType=flowLog&filter=src_namespace%25253Dns-1'],
    ['with a key in capitals', `?${QUERY.replace('filter', 'Filter').replace('recordType', 'RECORDTYPE')}`],
    ['encoded, with &amp; in it', `?${encodeURIComponent(QUERY.replaceAll('&', '&amp;'))}`],
  ])('%s says what was meant', (_name, search) => {
    expect(said(search)).toEqual({ logType: 'flowLog', filter: 'src_namespace=ns-1', problems: [] });
  });

  test("of NetObserv's words is read as well", () => {
    const { value, problems } = readUrl('?filters=src_namespace%253Dns-1', 'filter');
    expect(printFilter(value)).toBe('all(src_namespace=ns-1)');
    expect(problems).toEqual([]);
  });

  test.each([
    ['filtr=src_namespace%3Dns-1', 'filtr', 'filter'],
    ['timerange2=5', 'timerange2', 'timeRange'],
    ['src_namespace=ns-1', 'src_namespace', 'filter=src_namespace=…'],
    ['foo=bar', 'foo', undefined],
    ['limit=50&q=web', 'q', undefined],
  ])('%s is not passed over in silence', (query, key, suggestion) => {
    expect(linkProblems(`?${query}`)).toMatchObject([{ key, code: 'unknown-key', suggestion }]);
    expect(linkProblems(repairLink(`?${query}`))).toEqual([]);
  });

  test.each([
    '',
    '?perspective=admin',
    '?limit=50&utm_source=mail&fbclid=x',
    '?dataSource=auto&showDup=false',
  ])('is none: %s', (search) => expect(linkProblems(search)).toEqual([]));

  test('keeps a value that looks encoded and makes sense as it is', () => {
    const search = writeUrl('', { filter: match('src_name', '=', 'a%3Db%2520') });
    expect(printFilter(readUrl(search, 'filter').value)).toContain('a%3Db%2520');
  });
});

describe('the end of a link', () => {
  const UNSAFE = /[*_~.,:;!?)'"]$/;

  test('is never one that a text takes for its own, whatever is filtered', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const search = writeUrl('', { filter });
        expect(search).not.toMatch(UNSAFE);
        expect(filterKey(readUrl(search, 'filter').value)).toBe(
          filterKey(readUrl(writeUrl('', { filter }), 'filter').value),
        );
      }),
      MANY_RUNS,
    );
  });

  test('is none of them for any selection or value, which is the same when it is read', () => {
    const anyEnd = fc.tuple(
      fc.oneof(anyText, fc.constantFrom(...HOSTILE_VALUES)),
      fc.constantFrom('*', '_', '~', '.', ',', ':', ';', '!', '?', ')', "'", '"', '-'),
    );
    fc.assert(
      fc.property(anyEnd, ([text, end]) => {
        const key = `${text}${end}`;
        fc.pre(isWellFormed(key));
        const search = writeUrl('', { selection: { kind: 'record', key } });
        expect(search).not.toMatch(UNSAFE);
        expect(readUrl(search, 'selection').value).toEqual({ kind: 'record', key });
      }),
      MANY_RUNS,
    );
  });

  test.each(['*', '_', '.'])('is encoded where a name ends in %s', (end) => {
    const { search } = new URL(
      `https://console.test/${writeUrl('', { selection: { kind: 'record', key: `OATH${end}` } })}`,
    );
    expect(
      search.endsWith(
        encodeURIComponent(end) === end
          ? `%${end.charCodeAt(0).toString(16).toUpperCase()}`
          : encodeURIComponent(end),
      ),
    ).toBe(true);
  });
});
