import type { JsonValue } from '#model/flow.ts';

import type { Database } from '../database.ts';
import { ipKey } from '../keys/ip-key.ts';
import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';
import type { Column } from './column.ts';
import { insertInto, WaitingRows } from './waiting-rows.ts';

const TEXTS = 'texts';

/** The table of texts: each with its code, and with the key by which it compares where it is an address. */
export const TEXT_COLUMNS: readonly Column[] = [
  { name: 'code', kind: 'number' },
  { name: 'text', kind: 'text' },
  { name: 'ip key', kind: 'text' },
];

/** Half of a UTF-16 pair cannot be stored as text; as JSON it can. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** What may be an address, so that most texts need not be parsed. */
const ADDRESS_LIKE = /^[\da-f.:]*[.:][\da-f.:]*$/i;

/**
 * The texts of a store, each with a number, so that tables hold numbers: names and addresses repeat, and numbers
 * are quick to write, to compare and to compress.
 *
 * Codes count from 0 in the order in which texts came, and are never given to another one. The dictionary is in
 * memory as a whole, and in a table, for conditions that have to look at the texts themselves.
 */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #lists = new Map<number, readonly JsonValue[]>();
  readonly #rows: WaitingRows;
  /** How many texts are in the table. */
  #written = 0;

  private constructor(rows: WaitingRows) {
    this.#rows = rows;
  }

  /** The dictionary of a store; what is in its table already is known again. */
  static async of(database: Database): Promise<Dictionary> {
    const dictionary = new Dictionary(new WaitingRows(database.writer, 'new texts', TEXT_COLUMNS));
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

  /** The codes of all lists that pass a test, and of texts that look like one. */
  findLists(passes: (list: readonly JsonValue[]) => boolean): readonly number[] {
    return [...this.#lists].filter(([, list]) => passes(list)).map(([code]) => code);
  }

  /** The statements that put the new texts into their table. */
  async write(): Promise<readonly Sql[]> {
    for (let code = this.#written; code < this.#texts.length; code += 1) {
      const text = this.decode(code);
      this.#rows.putNumber(0, code);
      this.#rows.putText(1, text);
      const key = ADDRESS_LIKE.test(text) ? ipKey(text) : undefined;
      if (key !== undefined) {
        this.#rows.putText(2, key);
      }
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
    for (const code of this.#lists.keys()) {
      if (code >= this.#written) {
        this.#lists.delete(code);
      }
    }
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
