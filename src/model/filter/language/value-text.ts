import type { FilterValue } from '../filter.ts';

/**
 * How a value is written, in text that people type and in the backend's grammar alike.
 *
 * Quoted: `"…"`; `\"` is a quote and `\\` a backslash. Bare: up to a character that ends it; a `\` before a space or
 * a special character makes that one literal.
 *
 * In both, a `*` makes it a pattern, as NetObserv has it, and `\*` is a star. `\u{d800}` is half of a pair of
 * surrogates, which no link can carry as it is. A backslash before anything else is itself.
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

/** The same, in what people type: quotes of any kind as well. */
const TYPED_SPECIAL = /[\s\\"'“”„‟«»‘’‚‛‹›*,()&|=<>!~;]/;

/** Half of a pair of surrogates: JSON can hold it alone, UTF-8 cannot. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** How that is written. */
const SURROGATE_ESCAPE = /\\u\{(d[89a-f][0-9a-f]{2})\}/iy;

/** Text that can be written bare in every grammar, once it is said what its stars are. */
const PLAIN = /^[\p{L}\p{N}_.:/@%+#*-]+$/u;

/** Reads the value that begins at an offset; `ends` says which bare characters end it. */
export function readValue(
  text: string,
  offset: number,
  ends: (character: string) => boolean,
): ReadValue | ValueTextProblem {
  return text[offset] === '"' ? readQuoted(text, offset, QUOTED) : readBare(text, offset, ends, SPECIAL);
}

/**
 * Reads a value that a person typed: as `readValue` does, in whatever quotes a word processor or another language has.
 *
 * `'ns-1'`, `“ns-1”`, `„ns-1“` and `«ns-1»` are `"ns-1"`; within a bare value such a mark is itself (`o'brien`).
 */
export function readTypedValue(
  text: string,
  offset: number,
  ends: (character: string) => boolean,
): ReadValue | ValueTextProblem {
  const rules = quotesAt(text, offset);
  return rules === undefined ? readBare(text, offset, ends, TYPED_SPECIAL) : readQuoted(text, offset, rules);
}

/** Whether a quote of any kind begins at an offset. */
export function isQuoteAt(text: string, offset: number): boolean {
  return quotesAt(text, offset) !== undefined;
}

/** A name in quotes, in which a star is a star, marked or not; `undefined` when they are not closed. */
export function readQuotedName(
  text: string,
  offset: number,
): { readonly name: string; readonly end: number } | undefined {
  const rules = quotesAt(text, offset) ?? QUOTED;
  const { text: name, end } = readContent(text, offset + 1, rules);
  return end < text.length ? { name, end: end + 1 } : undefined;
}

/** Text as a value: bare where that is safe, quoted otherwise; stars are marked in both. */
export function printText(text: string): string {
  return PLAIN.test(text) ? text.replaceAll('*', '\\*') : quote(text);
}

/** A pattern as a value: bare where that is safe, quoted otherwise. */
export function printPattern(pattern: string): string {
  return PLAIN.test(pattern) ? pattern : quotePattern(pattern);
}

/** A pattern between quotes. */
export function quotePattern(pattern: string): string {
  return `"${pattern.split('*').map(escapeQuoted).join('*')}"`;
}

/** Text between quotes, to the letter. */
export function quote(text: string): string {
  return `"${escapeQuoted(text)}"`;
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

function escapeQuoted(text: string): string {
  return escapeSurrogates(text.replaceAll(/[\\"*]/g, '\\$&'));
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

function readQuoted(text: string, offset: number, rules: ContentRules): ReadValue | ValueTextProblem {
  const content = readContent(text, offset + 1, rules);
  if (content.end >= text.length) {
    return { code: 'unclosed-quote', offset };
  }
  return withStars(content, { isQuoted: true, end: content.end + 1 });
}

function readBare(
  text: string,
  offset: number,
  ends: (character: string) => boolean,
  escapable: RegExp,
): ReadValue | ValueTextProblem {
  const content = readContent(text, offset, {
    ends: (character) => character === '"' || ends(character),
    escapable,
  });
  const { end } = content;
  if (text[end] === '"') {
    return { code: 'unexpected-quote', offset: end };
  }
  return content.text === ''
    ? { code: 'missing-value', offset }
    : withStars(content, { isQuoted: false, end });
}

/** Text with its escapes undone, and where stars stand in it: `markedStar` is the offset of the first `\*`. */
type Content = {
  readonly text: string;
  readonly hasWildcard: boolean;
  readonly markedStar: number | undefined;
  readonly end: number;
};

/** How far a text goes, and before which characters a `\` is no character of its own. */
type ContentRules = { readonly ends: (character: string) => boolean; readonly escapable: RegExp };

const QUOTED: ContentRules = { ends: (character) => character === '"', escapable: /["\\*]/ };

/** What a text in other quotes than `"` is closed by: a mark of the same kind, as keyboards and editors mix them. */
const OTHER_QUOTES: readonly { readonly open: string; readonly rules: ContentRules }[] = [
  { open: '“”„‟«»', rules: quoteRules('"“”„‟«»', /["“”„‟«»\\*]/) },
  { open: "'‘’‚‛‹›", rules: quoteRules("'‘’‚‛‹›", /['‘’‚‛‹›\\*]/) },
];

function quoteRules(closing: string, escapable: RegExp): ContentRules {
  return { ends: (character) => closing.includes(character), escapable };
}

/** How a text is read that is in quotes from an offset on; `undefined` where no quote begins. */
function quotesAt(text: string, offset: number): ContentRules | undefined {
  const mark = text[offset];
  return mark === '"'
    ? QUOTED
    : OTHER_QUOTES.find(({ open }) => mark !== undefined && open.includes(mark))?.rules;
}

function readContent(text: string, start: number, { ends, escapable }: ContentRules): Content {
  let content = '';
  let hasWildcard = false;
  let markedStar: number | undefined;
  let index = start;
  while (index < text.length && !ends(text.charAt(index))) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    const isEscape = character === '\\' && next !== '' && escapable.test(next);
    hasWildcard ||= character === '*';
    markedStar ??= isEscape && next === '*' ? index : undefined;
    const surrogate = character === '\\' ? readSurrogate(text, index) : undefined;
    content += surrogate?.half ?? (isEscape ? next : character);
    index += surrogate?.length ?? (isEscape ? 2 : 1);
  }
  return { text: content, hasWildcard, markedStar, end: index };
}

/** The value that a content is. A pattern has no way of naming a star that stands for itself. */
function withStars(
  { text, hasWildcard, markedStar }: Content,
  place: Pick<ReadValue, 'isQuoted' | 'end'>,
): ReadValue | ValueTextProblem {
  if (!hasWildcard) {
    return { value: { kind: 'text', text }, ...place };
  }
  return markedStar === undefined
    ? { value: { kind: 'pattern', pattern: text }, ...place }
    : { code: 'star-in-pattern', offset: markedStar };
}
