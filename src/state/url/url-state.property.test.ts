import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LOG_TYPES } from '#model/event.ts';
import { conditionsOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { MANY_RUNS } from '#model/testing/many-runs.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { Selection, Sort } from '#model/view.ts';
import { PANEL_TABS, SORT_KEYS } from '#model/view.ts';
import { urlStateOf } from '../../testing/url-state.ts';
import type { UrlState } from './params.ts';
import { PACKET_LOSSES } from '#model/filter/link/packet-loss.ts';
import { MAX_LIMIT } from './params.ts';
import { urlProblems, writeUrl } from './url-state.ts';

const anySeconds = fc.integer({ min: 1, max: 4_000_000_000 });

const anyTimeRange: fc.Arbitrary<TimeRange> = fc.oneof(
  anySeconds.map((seconds): TimeRange => ({ kind: 'relative', seconds })),
  fc
    .tuple(anySeconds, fc.nat({ max: 1_000_000 }))
    .map(([startS, length]): TimeRange => ({ kind: 'absolute', startS, endS: startS + length })),
);

const anyText = fc.string({ minLength: 1, unit: 'grapheme' });

/** Filters in the form in which they come out of a text, which is how they come into a page. */
const anyFilter: fc.Arbitrary<Filter> = fc
  .array(
    fc.oneof(
      anyText.map((text) => `src_name=${quoted(text)}`),
      anyText.map((text) => `namespace!~${quoted(text)}`),
      fc.nat({ max: 65_535 }).map((port) => `dst_port=${port}`),
      fc.nat({ max: 65_535 }).map((port) => `any(src_port<${port} not(protocol=6))`),
      fc.constant('eitherway(src_address=10.0.0.0/8)'),
    ),
    { maxLength: 4 },
  )
  .map((texts) => {
    const parsed = parseFilter(texts.join(' '));
    return parsed.ok ? parsed.value : EVERYTHING;
  });

const anySort: fc.Arbitrary<Sort> = fc.record({
  key: fc.constantFrom(...SORT_KEYS),
  direction: fc.constantFrom('asc', 'desc'),
});

const anySelection: fc.Arbitrary<Selection> = fc.record({
  kind: fc.constantFrom('conversation', 'record'),
  key: anyText,
});

const anyState: fc.Arbitrary<UrlState> = fc.record({
  timeRange: anyTimeRange,
  logType: fc.constantFrom(...LOG_TYPES),
  filter: anyFilter,
  off: fc.array(anyFilter, { maxLength: 3 }),
  limit: fc.integer({ min: 1, max: MAX_LIMIT }),
  sort: fc.option(anySort, { nil: undefined }),
  selection: fc.option(anySelection, { nil: undefined }),
  panelTab: fc.constantFrom(...PANEL_TABS),
  packetLoss: fc.constantFrom(...PACKET_LOSSES),
  showDup: fc.boolean(),
});

/** Query strings as anybody could write them, our own keys among them. */
const anySearch = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom('timeRange', 'filters', 'limit', 'sort', 'selected', 'match'), anyText),
      anyText,
    ),
  )
  .map((pairs) => `?${new URLSearchParams(pairs.map(([key, value]) => [key, value])).toString()}`);

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A filter as the toolbar shows it: a condition alone and a group of it mean the same. */
function comparable({ filter, ...state }: UrlState) {
  const { mode, conditions } = conditionsOf(filter);
  return { ...state, mode: conditions.length === 0 ? 'all' : mode, conditions: conditions.map(printFilter) };
}

describe('the link', () => {
  test('says what was written into it, without problems, whatever stood there before', () => {
    fc.assert(
      fc.property(anySearch, anyState, (search, state) => {
        const written = writeUrl(search, state);
        expect(comparable(urlStateOf(written))).toEqual(comparable(state));
        expect(urlProblems(written)).toEqual([]);
      }),
      MANY_RUNS,
    );
  });

  test('keeps every key that is not written', () => {
    fc.assert(
      fc.property(anySearch, fc.integer({ min: 1, max: MAX_LIMIT }), (search, limit) => {
        const others = (text: string) =>
          [...new URLSearchParams(text)].filter(([key]) => key !== 'limit').map(String);
        expect(others(writeUrl(search, { limit }))).toEqual(others(search));
      }),
      MANY_RUNS,
    );
  });

  test('can be any text: reading it never throws', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        expect(() => [urlStateOf(search), urlProblems(search)]).not.toThrow();
      }),
      MANY_RUNS,
    );
  });
});
