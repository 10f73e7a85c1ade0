import { randomInt } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { completeFilter } from '../src/model/filter/completion/complete.ts';
import { FILTERS } from '../src/model/filter/definitions.ts';
import { parseFilter } from '../src/model/filter/language/parse.ts';
import { printFilter } from '../src/model/filter/language/print.ts';
import { readUrlFilters } from '../src/model/filter/link/url-filters.ts';
import { anyFilter, anyText } from '../src/model/testing/arbitrary-filters.ts';
import { HOSTILE_VALUES } from '../src/model/testing/hostile-values.ts';

/** `FUZZ_SEED=7` (or `TEST_SEED=7`) makes the same texts again. */
const SEED = Number(process.env['FUZZ_SEED'] ?? process.env['TEST_SEED'] ?? randomInt(2 ** 31));

/** No text may take longer; one that does is measured again, as the machine may have been busy. */
const LONGEST_MS = 5;
const MEASUREMENTS = 5;
const TIMEOUT_MS = 300_000;
const LARGE = 10_240;

const FRAGMENTS = [
  ...[
    '=',
    '!=',
    '~',
    '!~',
    '>',
    '>=',
    '<',
    '<=',
    '==',
    ':',
    '<->',
    ',',
    ' ',
    '  ',
    '\n',
    '(',
    ')',
    '"',
    '\\',
    '*',
  ],
  ...['all(', 'any(', 'not(', 'eitherway(', 'ANY (', ';', '|', '&', '""', '\\"', '\\u{d800}', '\\u{'],
  ...['80', 'https', '-0.9', '1e9', '10MB', '5m', '10.0.0.0/8', 'fd00::1', '10.0.0.1-10.0.0.9', 'Pod.a.b'],
  ...['"Odd field"', 'SrcK8S_Name', 'web-*', 'name=a', 'src_port=80,443', 'ratio<-0.9', 'a <-> b'],
  ...FILTERS.map(({ id }) => id),
];
const fragment = fc.constantFrom(...FRAGMENTS);
const joined = (texts: fc.Arbitrary<string[]>) => texts.map((parts) => parts.join(''));

/** A valid filter in which a piece is missing, twice there, or replaced by another. */
const nearlyValid = fc
  .tuple(
    anyFilter.map(printFilter),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat({ max: 12 }),
    fragment,
  )
  .map(([text, place, length, other]) => {
    const at = Math.floor(text.length * place);
    return `${text.slice(0, at)}${other}${text.slice(at + length)}`;
  });

const nested = fc
  .tuple(fragment, fc.nat({ max: 2500 }), fragment, fc.nat({ max: 2500 }))
  .map(([open, depth, inner, closed]) => `${open}(`.repeat(depth) + inner + ')'.repeat(closed));

const large = fc
  .tuple(fc.array(fc.oneof(fragment, anyText), { minLength: 1, maxLength: 4 }), fragment)
  .map(([parts, start]) => `${start}${parts.join('')}`)
  .map((piece) => (piece === '' ? '(' : piece).repeat(LARGE).slice(0, LARGE));

const anyFuzz = fc.oneof(
  { arbitrary: joined(fc.array(fragment, { maxLength: 24 })), weight: 50 },
  { arbitrary: joined(fc.array(fc.oneof(fragment, anyText), { maxLength: 12 })), weight: 20 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 15 },
  { arbitrary: nearlyValid, weight: 10 },
  { arbitrary: fc.constantFrom(...HOSTILE_VALUES), weight: 3 },
  { arbitrary: nested, weight: 1 },
  { arbitrary: large, weight: 1 },
);

/** What takes longer than it may, even at the best of several times. */
function slowOnes<Input>(inputs: readonly Input[], read: (input: Input) => unknown): readonly string[] {
  return inputs.flatMap((input) => {
    let best = Number.POSITIVE_INFINITY;
    for (let measured = 0; measured < MEASUREMENTS && best > LONGEST_MS; measured += 1) {
      const start = performance.now();
      read(input);
      best = Math.min(best, performance.now() - start);
    }
    return best > LONGEST_MS ? [`${best.toFixed(1)} ms: ${JSON.stringify(input).slice(0, 200)}`] : [];
  });
}

describe(`any text (FUZZ_SEED=${SEED})`, () => {
  const sample = <Input>(arbitrary: fc.Arbitrary<Input>, numRuns: number) =>
    fc.sample(arbitrary, { numRuns, seed: SEED });

  test(
    'is parsed within 5 ms or refused, 100 000 times',
    () => {
      const texts = sample(anyFuzz, 100_000);
      let understood = 0;
      const slow = slowOnes(texts, (text) => {
        const result = parseFilter(text);
        understood += Number(result.ok);
        if (
          !result.ok &&
          text.slice(result.error.offset, result.error.offset + result.error.length) !== result.error.found
        ) {
          throw new Error(`the error is not where it says: ${JSON.stringify(text)}`);
        }
      });
      process.stdout.write(`${texts.length} texts of seed ${SEED}, ${understood} of them filters\n`);
      expect(slow).toEqual([]);
      expect(understood).toBeGreaterThan(1000);
    },
    TIMEOUT_MS,
  );

  test(
    'is completed at any caret within 5 ms, 10 000 times',
    () => {
      const carets = fc
        .tuple(anyFuzz, fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([text, place]) => ({ text, caret: Math.round(text.length * place) }));
      const slow = slowOnes(sample(carets, 10_000), ({ text, caret }) => {
        for (const { from, to } of completeFilter(text, caret)) {
          if (from < 0 || from > caret || to < caret || to > text.length) {
            throw new Error(`replaces ${from} to ${to} at ${caret} of ${JSON.stringify(text)}`);
          }
        }
      });
      expect(slow).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'is read as filters of a link within 5 ms, 10 000 times',
    () => {
      const links = fc.tuple(anyFuzz, fc.constantFrom('all', 'any', 'bidirectional', 'some', undefined));
      const slow = slowOnes(sample(links, 10_000), ([filters, match]) => readUrlFilters({ filters, match }));
      expect(slow).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
