import type { FieldType } from '#model/fields/field-spec.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import type { JsonValue } from '#model/flow.ts';

import { printPlain } from './plain-number.ts';

/** A cell as it stood between two commas, its quotes undone. */
export type CsvCell = { readonly text: string; readonly isQuoted: boolean };

/**
 * How text begins that a spreadsheet takes for a formula, in ASCII and in full width (OWASP, CSV injection), and
 * text that begins like a guarded one: so that the guard can be taken away again.
 */
const FORMULA_LIKE = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
/** RFC 4180, section 2: what stands in quotes. Beyond that, `#` marks the lines at the end of a file. */
const QUOTED = /[",\r\n#]|^\s|\s$/;
const DECIMAL = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Text that would be read as something else, were it not in quotes. */
const AMBIGUOUS = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|<nil>|)$/;
/** What NetObserv's backend writes for a field that a record does not have. */
const GO_NIL = '<nil>';

/**
 * The value of a field as a cell of CSV (RFC 4180). `readCell` undoes it.
 *
 * Nothing for a field that is not set, numbers plain (never `1.7e12`), the lists of a field that holds lists joined
 * by commas. A list whose items would not come apart again (one of them holds a comma) is written as JSON, and so
 * is an object. Text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function printCell(value: JsonValue | undefined, type: FieldType | undefined): string {
  switch (typeof value) {
    case 'number':
      return printPlain(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'string':
      return printText(value, AMBIGUOUS.test(value));
    default:
      return value === undefined || value === null ? '' : printText(printComposite(value, type), true);
  }
}

/** The name of a column as a cell. */
export function printName(name: string): string {
  return printText(name, name === '');
}

function printText(text: string, isQuoted: boolean): string {
  const guarded = FORMULA_LIKE.test(text) ? `'${text}` : text;
  return isQuoted || QUOTED.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function printComposite(value: object, type: FieldType | undefined): string {
  return comesApart(value, type) ? value.join(',') : JSON.stringify(value);
}

/** Whether a list comes apart again at the commas, each item as it was. */
function comesApart(value: object, type: FieldType | undefined): value is readonly (string | number)[] {
  if (!Array.isArray(value) || value.length === 0) {
    return false;
  }
  return type === 'text[]'
    ? value.every((item) => typeof item === 'string' && item !== '' && !/^[[{]|,/.test(item))
    : type === 'number[]' && value.every((item) => typeof item === 'number');
}

/** The name of a column. */
export function readName({ text }: CsvCell): string {
  return unguarded(text);
}

/**
 * The value of a field from its cell; `undefined` where it is not set.
 *
 * What a field holds tells how its cells are read. Where the project does not know the field: a bare number is a
 * number, a bare `true` a boolean, JSON of a list or an object is that, and all else is text. NetObserv's own
 * way of writing what is not there (`<nil>`) and lists (`[a b]`) is read, too.
 */
export function readCell(cell: CsvCell, field: string): JsonValue | undefined {
  if (!cell.isQuoted && (cell.text === '' || cell.text === GO_NIL)) {
    return undefined;
  }
  const type = fieldSpec(field)?.type;
  return type === undefined ? readUntyped(cell) : readTyped(unguarded(cell.text), type);
}

function readTyped(text: string, type: FieldType): JsonValue {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return numberOf(text);
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'text[]':
      return listOf(text, (item) => item);
    case 'number[]':
      return listOf(text, numberOf);
  }
}

function readUntyped(cell: CsvCell): JsonValue {
  const text = unguarded(cell.text);
  if (/^[[{]/.test(text)) {
    return jsonOf(text) ?? text;
  }
  return cell.isQuoted ? text : text === 'true' || (text === 'false' ? false : numberOf(text));
}

function numberOf(text: string): number | string {
  return DECIMAL.test(text) ? Number(text) : text;
}

function listOf(text: string, itemOf: (item: string) => JsonValue): JsonValue {
  if (text === '') {
    return text;
  }
  if (!/^[[{]/.test(text)) {
    return text.split(',').map(itemOf);
  }
  const [, goItems] = /^\[(.*)\]$/s.exec(text) ?? [];
  return jsonOf(text) ?? (goItems === undefined ? [text] : goItems.split(' ').map(itemOf));
}

function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
