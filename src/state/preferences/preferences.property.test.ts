import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LOG_TYPES } from '#model/event.ts';
import { MAX_OWN_QUICK_FILTERS, MAX_QUICK_FILTER_NAME, MAX_QUICK_FILTER_TEXT } from './own-quick-filter.ts';
import type { ColumnChoices, Preferences } from './preferences.ts';
import { changeStoredPreferences, decodePreferences, DENSITIES } from './preferences.ts';
import { REFRESH_INTERVALS } from './refresh-interval.ts';

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const anyIds = (minLength: number) => fc.uniqueArray(anyText, { minLength, maxLength: 30 });
const anyChoice = fc.record({ shown: anyIds(1), known: anyIds(0) });

const anyColumns: fc.Arbitrary<ColumnChoices> = fc
  .record({ allConnections: fc.option(anyChoice), flowLog: fc.option(anyChoice) })
  .map((choices) => Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== null)));

const anyQuickFilters = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: MAX_QUICK_FILTER_NAME }).filter((name) => name.trim() !== ''),
    filter: fc.string({ minLength: 1, maxLength: MAX_QUICK_FILTER_TEXT }),
  }),
  { selector: ({ name }) => name, maxLength: MAX_OWN_QUICK_FILTERS },
);

const anyPreferences: fc.Arbitrary<Preferences> = fc.record({
  refreshMs: fc.option(fc.constantFrom(...REFRESH_INTERVALS), { nil: undefined }),
  logType: fc.option(fc.constantFrom(...LOG_TYPES), { nil: undefined }),
  density: fc.constantFrom(...DENSITIES),
  columns: anyColumns,
  quickFilters: anyQuickFilters,
});

/** Nearly preferences: the right keys with any values. */
const anyDamage = fc.record({
  version: fc.constantFrom(1, 2, 3),
  refreshMs: fc.jsonValue(),
  logType: fc.jsonValue(),
  density: fc.jsonValue(),
  columns: fc.oneof(fc.jsonValue(), fc.record({ flowLog: fc.jsonValue(), allConnections: fc.jsonValue() })),
  quickFilters: fc.oneof(
    fc.jsonValue(),
    fc.array(fc.record({ name: fc.jsonValue(), filter: fc.jsonValue() })),
  ),
});

describe('preferences', () => {
  test('are the same after they were stored as JSON', () => {
    fc.assert(
      fc.property(anyPreferences, (preferences) => {
        const stored: unknown = JSON.parse(JSON.stringify(changeStoredPreferences(undefined, preferences)));
        expect(decodePreferences(stored)).toEqual(preferences);
      }),
    );
  });

  test('are read from any JSON, and then stay as they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyDamage), (stored) => {
        const read = decodePreferences(stored);
        expect(decodePreferences(changeStoredPreferences(stored, read))).toEqual(read);
      }),
    );
  });
});
