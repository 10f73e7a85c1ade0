import type { Filter } from '#model/filter/filter.ts';
import { all, EVERYTHING, isEverything } from '#model/filter/filter.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { readUrlFilters, writeUrlFilters } from '#model/filter/link/url-filters.ts';
import { percentDecoded } from '#model/lib/percent-decoded.ts';
import type { Decoded, RawValues, UrlParam } from './url-param.ts';

/**
 * The filter: in NetObserv's words where they can say it (`filters` and `match`), else in ours (`filter`).
 *
 * Conditions that cannot be read or whose value does not fit are left out of the value and reported; the
 * others hold. NetObserv's older `bnf` is understood and never written. No filter is written as `filters=`: a
 * link without that key means the default quick filters of the cluster that it is opened in.
 */
export const filterParam: UrlParam<Filter> = {
  keys: ['filters', 'match', 'filter', 'bnf'],
  decode(raw) {
    const ours = decodeText(raw['filter']);
    const theirs = decodeNetObserv(raw);
    const value = isEverything(theirs.value)
      ? ours.value
      : isEverything(ours.value)
        ? theirs.value
        : all(theirs.value, ours.value);
    return { value, problems: [...theirs.problems, ...ours.problems] };
  },
  encode(filter) {
    if (isEverything(filter)) {
      return { filters: '', match: undefined, filter: undefined, bnf: undefined };
    }
    const theirs = writeUrlFilters(filter);
    return theirs === undefined
      ? { filters: undefined, match: undefined, filter: printFilter(filter), bnf: undefined }
      : {
          filters: theirs.filters,
          match: theirs.match === 'all' ? undefined : theirs.match,
          filter: undefined,
          bnf: undefined,
        };
  },
};

function decodeText(text: string | undefined): Decoded<Filter> {
  if (text === undefined || text.trim() === '') {
    return { value: EVERYTHING, problems: [] };
  }
  const parsed = parseFilter(isEncoded(text) ? percentDecoded(percentDecoded(text)) : text);
  return parsed.ok
    ? { value: parsed.value, problems: [] }
    : {
        value: EVERYTHING,
        problems: [
          {
            key: 'filter',
            raw: text,
            code: 'bad-condition',
            condition: {
              code: parsed.error.code,
              suggestion: parsed.error.suggestion,
              allowed: parsed.error.allowed,
            },
          },
        ],
      };
}

/** Whether a text has no operator but an encoded one: it would be taken for a text that is looked for. */
function isEncoded(text: string): boolean {
  return !/[=<>~"]/.test(text) && /%(?:25)*(?:3[c-e]|7e|22|20)/i.test(text);
}

function decodeNetObserv({ filters, match, bnf }: RawValues): Decoded<Filter> {
  const { filter, problems } = readUrlFilters({ filters, match, bnf });
  return {
    value: filter,
    problems: problems.map(({ item, code, suggestion, allowed }) => ({
      key: code === 'unknown-match' ? 'match' : 'filters',
      raw: code === 'unknown-match' ? (match ?? '') : item,
      code: 'bad-condition',
      condition: { code, suggestion, allowed },
    })),
  };
}
