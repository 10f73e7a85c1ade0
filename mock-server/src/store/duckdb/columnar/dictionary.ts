import type { JsonValue } from '#model/flow.ts';

import type { Database } from '../database.ts';
import { ipKey } from '../keys/ip-key.ts';
import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';
import type { Column } from './column.ts';
import { Places } from './places.ts';
import { insertInto, WaitingRows } from './waiting-rows.ts';

const TEXTS = 'texts';

/** The table of texts: each with its code. */
export const TEXT_COLUMNS: readonly Column[] = [
  { name: 'code', kind: 'number' },
  { name: 'text', kind: 'text' },
];

/** Half of a UTF-16 pair cannot be stored as text; as JSON it can. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** What may be an address, so that most texts need not be parsed. */
const ADDRESS_LIKE = /^[\da-f.:]*[.:][\da-f.:]*$/i;

/** Addresses from `first` to `last`, which are keys of `ipKey`, and `text` itself where it is a text. */
export type AddressRange = { readonly text: string; readonly first: string; readonly last: string };

/** The codes below `upTo` of the texts that pass a test. */
type Found = { upTo: number; readonly codes: number[] };

/** So many tests are remembered. */
const MAX_FOUND = 64;

/**
 * The texts of a store, each with a number, so that tables hold numbers: names and addresses repeat, and numbers
 * are quick to write, to compare and to compress.
 *
 * Codes count from 0 in the order in which texts came, and are never given to another one. The dictionary is in
 * memory as a whole; what a condition has to look for in texts is looked for there. The table keeps it.
 */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #lists = new Map<number, readonly JsonValue[]>();
  /** The keys of the texts that are addresses, by code. */
  readonly #addresses = new Map<number, string>();
  /** What was looked for last, by name. */
  readonly #found = new Map<string, Found>();
  readonly #rows: WaitingRows;
  readonly #places: Places;
  /** How many texts are in the table. */
  #written = 0;

  private constructor(rows: WaitingRows, places: Places) {
    this.#rows = rows;
    this.#places = places;
  }

  /** The dictionary of a store; what is in its table already is known again. */
  static async of(database: Database): Promise<Dictionary> {
    const rows = new WaitingRows(database.writer, 'new texts', TEXT_COLUMNS);
    const dictionary = new Dictionary(rows, await Places.of(database));
    const { columns } = await database.readColumns(sql`select text from texts order by code`);
    for (const text of columns[0] ?? []) {
      dictionary.#restore(String(text));
    }
    dictionary.#written = dictionary.#texts.length;
    return dictionary;
  }

  /** The code of a text, a new one if need be; `undefined` for text that cannot be stored. */
  encode(text: string): number | undefined {
    return this.#codes.get(text) ?? (LONE_SURROGATE.test(text) ? undefined : this.#add(text));
  }

  /** The code of a list, by its JSON text. */
  encodeList(list: readonly JsonValue[]): number | undefined {
    const code = this.encode(JSON.stringify(list));
    if (code !== undefined && !this.#lists.has(code)) {
      this.#lists.set(code, list);
    }
    return code;
  }

  /** The code of a text that is known. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  /** The text of a code that was given out. */
  decode(code: number): string {
    return this.#texts[code] ?? '';
  }

  decodeList(code: number): readonly JsonValue[] {
    return this.#lists.get(code) ?? [];
  }

  /** Takes note of a record with the id of its conversation, which was encoded if it is a text. */
  notePlace(id: JsonValue | undefined, seq: number): void {
    const code = typeof id === 'string' ? this.find(id) : undefined;
    if (code !== undefined) {
      this.#places.note(code, seq);
    }
  }

  /** Holds for all records that have a text as the id of their conversation, and for few others. */
  isNear(code: number): Sql {
    return this.#places.condition(code);
  }

  /** How many records have a conversation id, at most. */
  countOf(id: string): number {
    const code = this.find(id);
    return code === undefined ? 0 : this.#places.count(code);
  }

  /** The codes of all lists that pass a test, and of texts that look like one. */
  findLists(passes: (list: readonly JsonValue[]) => boolean): readonly number[] {
    return [...this.#lists].filter(([, list]) => passes(list)).map(([code]) => code);
  }

  /**
   * The codes of all texts that pass a test; `name` is that of the test.
   *
   * What was found is remembered, and only texts that are new since then are tested.
   */
  findTexts(name: string, passes: (text: string) => boolean): readonly number[] {
    const found = this.#found.get(name) ?? { upTo: 0, codes: [] };
    for (let code = found.upTo; code < this.#texts.length; code += 1) {
      if (passes(this.decode(code))) {
        found.codes.push(code);
      }
    }
    found.upTo = this.#texts.length;
    this.#found.delete(name);
    this.#found.set(name, found);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MAX_FOUND && oldest !== undefined) {
      this.#found.delete(oldest);
    }
    return found.codes;
  }

  /** The codes of the addresses in a range. */
  findAddresses({ text, first, last }: AddressRange): readonly number[] {
    const same = this.find(text);
    const codes = same === undefined || this.#addresses.has(same) ? [] : [same];
    for (const [code, key] of this.#addresses) {
      if (key >= first && key <= last) {
        codes.push(code);
      }
    }
    return codes;
  }

  /** The statements that put the new texts into their table. */
  async write(): Promise<readonly Sql[]> {
    for (let code = this.#written; code < this.#texts.length; code += 1) {
      this.#rows.putNumber(0, code);
      this.#rows.putText(1, this.decode(code));
      this.#rows.endRow();
    }
    await this.#rows.wait();
    return insertInto(TEXTS, this.#rows);
  }

  /** The statements of `write` were run. */
  keep(): void {
    this.#written = this.#texts.length;
  }

  /** They were not: the new texts were never known. */
  forget(): void {
    this.#rows.reset();
    for (const text of this.#texts.splice(this.#written)) {
      this.#codes.delete(text);
    }
    for (const known of [this.#lists, this.#addresses]) {
      for (const code of known.keys()) {
        if (code >= this.#written) {
          known.delete(code);
        }
      }
    }
    this.#found.clear();
  }

  #restore(text: string): void {
    const code = this.#add(text);
    const list = text.startsWith('[') ? listOf(text) : undefined;
    if (list !== undefined) {
      this.#lists.set(code, list);
    }
  }

  #add(text: string): number {
    const code = this.#texts.length;
    this.#texts.push(text);
    this.#codes.set(text, code);
    const key = ADDRESS_LIKE.test(text) ? ipKey(text) : undefined;
    if (key !== undefined) {
      this.#addresses.set(code, key);
    }
    return code;
  }
}

/** The list that JSON text is; `undefined` when it is something else. */
function listOf(text: string): readonly JsonValue[] | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
