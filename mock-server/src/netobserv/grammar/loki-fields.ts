import type { FieldConfig } from '#model/wire/config.ts';

/**
 * What NetObserv's backend knows of fields when it writes a query: which are labels of Loki, and of the others
 * which hold numbers, lists and addresses.
 *
 * A key without `Src` or `Dst` is what either of the two is: `Port` is a number. A field that is not declared is text.
 */
export class LokiFields {
  readonly #labels: ReadonlySet<string>;
  readonly #types: ReadonlyMap<string, string>;
  readonly #formats: ReadonlyMap<string, string>;

  constructor(labels: readonly string[], fields: readonly FieldConfig[]) {
    this.#labels = new Set(labels);
    this.#types = new Map(fields.map(({ name, type }) => [name, type]));
    this.#formats = new Map(fields.map(({ name, format = '' }) => [name, format]));
  }

  isLabel(key: string): boolean {
    return this.#labels.has(key);
  }

  /** A list of numbers is both a number and a list. */
  isNumber(key: string): boolean {
    return says(this.#types, key, 'number');
  }

  isList(key: string): boolean {
    return says(this.#types, key, '[]');
  }

  isAddress(key: string): boolean {
    return says(this.#formats, key, 'IP');
  }
}

function says(texts: ReadonlyMap<string, string>, key: string, word: string): boolean {
  return [key, `Src${key}`, `Dst${key}`].some((field) => texts.get(field)?.includes(word) === true);
}
