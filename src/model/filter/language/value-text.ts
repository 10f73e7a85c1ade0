import type { FilterValue } from '../filter.ts';

/**
 * How a value is written, in text that people type and in the backend's grammar alike.
 *
 * Quoted: `"…"`, literal; `\"` is a quote and `\\` a backslash. Bare: up to a character that ends it; a `\` before
 * a space or a special character makes that one literal, and a `*` that is not so marked makes it a pattern.
 *
 * In both, `\u{d800}` is half of a pair of surrogates, which no link can carry as it is. A backslash before anything
 * else is itself.
 */
export type ReadValue = {
  readonly value: FilterValue;
  readonly isQuoted: boolean;
  /** Offset behind the value. */
  readonly end: number;
};

export type ValueTextCode = 'missing-value' | 'unclosed-quote' | 'unexpected-quote' | 'star-in-pattern';
export type ValueTextProblem = { readonly code: ValueTextCode; readonly offset: number };

/** Characters that mean something in one of the grammars, and that a `\` therefore makes literal. */
const SPECIAL = /[\s\\"*,()&|=<>!~;]/;

/** Half of a pair of surrogates: JSON can hold it alone, UTF-8 cannot. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** How that is written. */
const SURROGATE_ESCAPE = /\\u\{(d[89a-f][0-9a-f]{2})\}/iy;

/** Text that can be written bare in every grammar. */
const PLAIN = /^[\p{L}\p{N}_.:/@%+#-]+$/u;

/** Reads the value that begins at an offset; `ends` says which bare characters end it. */
export function readValue(
  text: string,
  offset: number,
  ends: (character: string) => boolean,
): ReadValue | ValueTextProblem {
  return text[offset] === '"' ? readQuoted(text, offset) : readBare(text, offset, ends);
}

/** Text as a value: bare where that is safe, quoted otherwise. */
export function printText(text: string): string {
  return PLAIN.test(text) ? text : quote(text);
}

/** Text between quotes. */
export function quote(text: string): string {
  return `"${escapeSurrogates(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'))}"`;
}

/** Text written bare, whatever it holds, with every special character marked. Empty text cannot be bare. */
export function printBare(text: string): string {
  return Array.from(text, (character) =>
    SPECIAL.test(character) ? `\\${character}` : escapeSurrogates(character),
  ).join('');
}

/** Whether text can stand in a URL: no half of a pair of surrogates is alone in it. */
export function isWellFormed(text: string): boolean {
  return text.search(LONE_SURROGATE) === -1;
}

function escapeSurrogates(text: string): string {
  return text.replaceAll(LONE_SURROGATE, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`);
}

/** The half of a pair of surrogates that is written at an offset, and how long that is. */
function readSurrogate(
  text: string,
  offset: number,
): { readonly half: string; readonly length: number } | undefined {
  SURROGATE_ESCAPE.lastIndex = offset;
  const [written, code = ''] = SURROGATE_ESCAPE.exec(text) ?? [];
  return written === undefined
    ? undefined
    : { half: String.fromCharCode(Number.parseInt(code, 16)), length: written.length };
}

/** A pattern: bare, with every special character marked but its stars. */
export function printPattern(pattern: string): string {
  return pattern.split('*').map(printBare).join('*');
}

function readQuoted(text: string, offset: number): ReadValue | ValueTextProblem {
  let content = '';
  let index = offset + 1;
  while (index < text.length) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '"') {
      return { value: { kind: 'text', text: content }, isQuoted: true, end: index + 1 };
    }
    const isEscape = character === '\\' && (next === '"' || next === '\\');
    const surrogate = character === '\\' ? readSurrogate(text, index) : undefined;
    content += surrogate?.half ?? (isEscape ? next : character);
    index += surrogate?.length ?? (isEscape ? 2 : 1);
  }
  return { code: 'unclosed-quote', offset };
}

function readBare(
  text: string,
  offset: number,
  ends: (character: string) => boolean,
): ReadValue | ValueTextProblem {
  let content = '';
  let hasStar = false;
  let literalStar: number | undefined;
  let index = offset;
  while (index < text.length && !ends(text.charAt(index))) {
    const character = text.charAt(index);
    if (character === '"') {
      return { code: 'unexpected-quote', offset: index };
    }
    const next = text.charAt(index + 1);
    const isEscape = character === '\\' && next !== '' && SPECIAL.test(next);
    hasStar ||= character === '*';
    literalStar ??= isEscape && next === '*' ? index : undefined;
    const surrogate = character === '\\' ? readSurrogate(text, index) : undefined;
    content += surrogate?.half ?? (isEscape ? next : character);
    index += surrogate?.length ?? (isEscape ? 2 : 1);
  }
  if (content === '') {
    return { code: 'missing-value', offset };
  }
  // A pattern has no way of naming a star that stands for itself.
  if (hasStar && literalStar !== undefined) {
    return { code: 'star-in-pattern', offset: literalStar };
  }
  const value: FilterValue = hasStar
    ? { kind: 'pattern', pattern: content }
    : { kind: 'text', text: content };
  return { value, isQuoted: false, end: index };
}
