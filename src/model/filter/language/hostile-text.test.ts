import { describe, expect, test } from 'vitest';

import { parseBackendFilters } from '../backend/backend-filters.ts';
import { completeFilter } from '../completion/complete.ts';
import { parseFilter } from './parse.ts';
import { readUrlFilters } from '../link/url-filters.ts';

/** Pieces that make careless parsers scan the rest of the text again and again. */
const PIECES = [
  '"',
  ',"a',
  '="',
  '\\',
  '\\"',
  '(',
  'not(',
  ')',
  'port=1 ',
  '1',
  'a',
  'a=',
  '=',
  ' ',
  '*',
  '**a',
  ',',
  ';',
  '&',
  '|',
  ':',
  '1.',
  'f:',
];
const STARTS = ['', 'port=', 'src_address=', 'src_name="'];

/** Long enough that time in proportion to its square would be minutes. */
const LENGTH = 60_000;

describe.each<[string, (text: string) => unknown]>([
  ['parseFilter', parseFilter],
  ['parseBackendFilters', parseBackendFilters],
  ['readUrlFilters', (filters) => readUrlFilters({ filters })],
  ['completeFilter', (text) => completeFilter(text, text.length)],
])('%s', (_name, read) => {
  test('takes time in proportion to the text, whatever it is', () => {
    for (const start of STARTS) {
      for (const piece of PIECES) {
        expect(() => read(`${start}${piece.repeat(LENGTH)}!`)).not.toThrow();
      }
    }
  }, 20_000);
});
