import { counted } from '../lib/counted.ts';
import type { Oddity, OddityCode } from './decode/oddity.ts';
import type { LeftOut, Note } from './tally.ts';

/** So many are named with their place and what stood there. */
const NAMED = 5;

/** What is said of so many records with an oddity. */
const SAYING: Readonly<Record<OddityCode, string>> = {
  'start-unknown': 'with a start that cannot be, placed by their end',
  'receipt-unknown': 'with a time of receipt that cannot be, which is left out',
  'times-rounded': 'whose times are rounded, as spreadsheets do: they are not when it happened',
  'integers-rounded': 'with integers beyond 2^53, which are rounded',
  'counters-unknown': 'with counters that are no numbers or negative, shown as unknown',
  'characters-replaced': 'with characters that cannot be read, replaced by U+FFFD',
};

type Odd = { readonly code: OddityCode; readonly path: string; records: number; readonly named: string[] } & {
  readonly line: number;
};

/** Counts the records that are read though something is wrong with them, by what it is and by file. */
export class Oddities {
  readonly #odd = new Map<string, Odd>();

  /** What is wrong with one record; of several things of a kind the first is named. */
  note(oddities: readonly Oddity[], { path, unit, line }: Omit<LeftOut, 'reason'>): void {
    const codes = new Set<OddityCode>();
    for (const { code, detail } of oddities) {
      if (codes.has(code)) {
        continue;
      }
      codes.add(code);
      const key = `${code} ${path}`;
      const odd = this.#odd.get(key) ?? { code, path, records: 0, named: [], line };
      odd.records += 1;
      if (odd.named.length < NAMED) {
        odd.named.push(`${unit} ${line}: ${detail}`);
      }
      this.#odd.set(key, odd);
    }
  }

  get notes(): readonly Note[] {
    return [...this.#odd.values()].map(({ code, path, records, named, line }) => ({
      code,
      path,
      text: `${counted(records, 'record')} ${SAYING[code]} (${named.join('; ')}${records > named.length ? '; …' : ''})`,
      numbers: { records, line },
      texts: { examples: named.join('; ') },
    }));
  }
}
