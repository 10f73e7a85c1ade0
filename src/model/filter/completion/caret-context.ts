import { endsValue, isFieldName } from '../language/parse-match.ts';
import { isQuoteAt, readQuotedName, readTypedValue } from '../language/value-text.ts';

/** What the caret is in the middle of. */
export type CaretContext = {
  readonly expects: 'field' | 'operator' | 'value';
  /** The field of the condition; empty while it is typed. */
  readonly field: string;
  /** What has been typed of it before the caret, without quotes and escapes. */
  readonly typed: string;
  /** The text that a completion replaces: also what stands behind the caret of the same word. */
  readonly from: number;
  readonly to: number;
};

const WORD = /[A-Za-z_][A-Za-z0-9_.]*/y;
const OPERATOR_RUN = /[=!<>~]+/y;
const SPACE = /\s*/y;
/** What stands before a condition: brackets, and what joins it to those before. */
const BEFORE = /(?:[\s();&|]|(?:and|or|not)(?=[\s(]))*/iy;

/**
 * Finds out what is being typed at a caret, in any text.
 *
 * Reads conditions from the beginning, as loosely as possible: what is wrong before the caret does not matter.
 */
export function conditionsAt(text: string, caret: number): CaretContext {
  let offset = 0;
  while (offset < caret) {
    const from = offset + lengthAt(BEFORE, text, offset);
    const read = readCondition(text, from, caret);
    if (typeof read !== 'number') {
      return read;
    }
    offset = Math.max(read, from + 1);
  }
  return fieldAt(text, Math.min(offset, caret), caret);
}

/** The context when the caret is in the condition that begins at an offset; where that ends when it is not. */
function readCondition(text: string, start: number, caret: number): CaretContext | number {
  if (start >= caret) {
    return fieldAt(text, caret, caret);
  }
  const field = readField(text, start);
  if (caret <= field.end && !isQuoteAt(text, start)) {
    return fieldAt(text, start, caret);
  }
  const opStart = field.end + lengthAt(SPACE, text, field.end);
  const opEnd = opStart + lengthAt(OPERATOR_RUN, text, opStart);
  if (opEnd === opStart) {
    const isBehindWord =
      isFieldName(field.name) && caret <= opStart && text.slice(field.end, caret).trim() === '';
    return isBehindWord
      ? { expects: 'operator', field: field.name, typed: '', from: caret, to: caret }
      : opStart;
  }
  if (caret < opEnd || (caret === opEnd && !isWhole(text.slice(opStart, opEnd)))) {
    const from = Math.min(opStart, caret);
    return { expects: 'operator', field: field.name, typed: text.slice(from, caret), from, to: opEnd };
  }
  return readValues(text, { start: opEnd, caret, field: field.name });
}

function readValues(
  text: string,
  { start, caret, field }: { readonly start: number; readonly caret: number; readonly field: string },
): CaretContext | number {
  let offset = start + lengthAt(SPACE, text, start);
  for (;;) {
    const end = endOfValue(text, offset);
    if (caret <= end || caret <= offset) {
      const from = Math.min(offset, caret);
      return { expects: 'value', field, typed: plainText(text.slice(from, caret)), from, to: end };
    }
    const comma = end + lengthAt(SPACE, text, end);
    if (text[comma] !== ',') {
      return end;
    }
    offset = comma + 1 + lengthAt(SPACE, text, comma + 1);
  }
}

function fieldAt(text: string, from: number, caret: number): CaretContext {
  const to = Math.max(caret, from + lengthAt(WORD, text, from));
  return { expects: 'field', field: '', typed: text.slice(from, caret).trim(), from, to };
}

function readField(text: string, start: number): { readonly name: string; readonly end: number } {
  if (isQuoteAt(text, start)) {
    return readQuotedName(text, start) ?? { name: '', end: text.length };
  }
  const end = start + lengthAt(WORD, text, start);
  return { name: text.slice(start, end), end };
}

function endOfValue(text: string, offset: number): number {
  const read = readTypedValue(text, offset, endsValue);
  if (!('code' in read)) {
    return read.end;
  }
  return read.code === 'missing-value' ? offset : text.length;
}

/** What a value that is only half typed stands for. */
function plainText(typed: string): string {
  const content = isQuoteAt(typed, 0) ? typed.slice(1).replace(/["'”’“»›]$/, '') : typed;
  return content.replaceAll(/\\(["\\*])/g, '$1');
}

/** Whether nothing could follow that makes it another operator: then a value is expected. */
function isWhole(operator: string): boolean {
  return operator !== '!' && operator !== '>' && operator !== '<';
}

function lengthAt(expression: RegExp, text: string, offset: number): number {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0].length ?? 0;
}
