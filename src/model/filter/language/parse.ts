import type { Result } from '../../lib/result.ts';
import { ok } from '../../lib/result.ts';
import type { Filter } from '../filter.ts';
import { all, any, eitherWay, not } from '../filter.ts';
import { Cursor, SPACE } from './cursor.ts';
import type { FilterSyntaxError } from './filter-syntax-error.ts';
import {
  endsValue,
  GROUPS,
  isBetweenConditions,
  isFieldName,
  nearestField,
  parseMatch,
} from './parse-match.ts';
import { asPeer, BETWEEN, between, namedPeer } from './peers.ts';
import { bareCondition, textSearch } from './text-search.ts';
import { isQuoteAt, readQuotedName, readTypedValue, readValue } from './value-text.ts';

/** How deep groups may be nested. */
const MAX_DEPTH = 50;

/** How many texts without a field a filter may have: each is looked for in several fields of both ends. */
const MAX_TEXTS = 100;

/** For how many words of a text it is looked which field may be meant. */
const MAX_LOOKUPS = 8;

/** A word without quotes: the name of a field, or a text that is looked for. */
const BARE = /(?:\\[^]|[^\s()",;&|=<>!~\\])+|\\/y;

/** The name of a filter or a field; before a colon, too, which is no operator here. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.]*(?=:|$)/;

/** What goes behind the field of a condition. */
const OPERATOR_AHEAD = /\s*(?!<->)[=!<>~]/y;

/** What joins conditions, and needs one at either side. */
const JOINER = /&&?|\|\|?|(?:and|or)(?=[\s();]|$)/iy;

/** What stands between conditions and says nothing. */
const SEPARATORS = /[\s;]*/y;

/** A peer that is a text alone: before `<->`, and after it. */
const NAMED_BEFORE = /[^\s()"=<>!~,;&|]+(?=\s*<->)/y;
const NAMED_AFTER = /[^\s()"=<>!~,;&|]+(?=\s*(?:$|[);&|]|<->)|\s+[^\s=<>!~(])/y;

/**
 * Parses the text of a filter. Never throws; linear in the text.
 *
 *     filter    = together { or together }              any of them, where there are several
 *     together  = { condition [ and ] }                 all of them; nothing: every record
 *     condition = field op value,value…                 any of the values; negative operators: none of them
 *               | all(filter) | any(filter) | not(filter) | eitherway(filter) | (filter) | not condition
 *               | peer <-> peer                         from one to the other or back
 *               | text                                  see `text-search.ts`
 *     peer      = condition on either end | all(such conditions) | address | Kind.namespace.name | name
 *     and       = "and" | "&" | "&&" | ";"              a space will do
 *     or        = "or" | "|" | "||"
 *
 * One condition alone is that condition, several are an `all`. A field is a filter id, the name of a record field,
 * or any name in quotes. A value is read by `value-text.ts`: `*` in it is any text, in quotes or not. Operators and
 * values are checked here, so what parses can be lowered.
 */
export function parseFilter(text: string): Result<Filter, FilterSyntaxError> {
  const parser = new Parser(text);
  const filters = parser.parseConditions(0);
  if (!filters.ok) {
    return filters;
  }
  return parser.cursor.isAtEnd
    ? ok(joined(filters.value))
    : parser.cursor.refuse('unexpected-character', parser.cursor.offset + 1);
}

/** A word or a sign between conditions, and its place with the spaces around it. */
type Joiner = {
  readonly isOr: boolean;
  /** Whether no condition follows. */
  readonly isLast: boolean;
  readonly place: readonly [start: number, end: number];
};

class Parser {
  readonly cursor: Cursor;
  /** Whether the condition that was read last was a text without a field. */
  #isBare = false;
  #lookups = 0;
  #texts = 0;

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  /** Conditions up to the end of the text or of the group; alternatives, if there are any, are one condition. */
  parseConditions(depth: number): Result<readonly Filter[], FilterSyntaxError> {
    const { cursor } = this;
    const alternatives: Filter[] = [];
    let together: Filter[] = [];
    cursor.read(SEPARATORS);
    let end = cursor.offset;
    while (!cursor.isAtEnd && !cursor.isNext(')')) {
      const joiner = this.#readJoiner(end);
      if (joiner !== undefined && (together.length === 0 || joiner.isLast)) {
        return cursor.refuseAt(joiner.place, 'missing-condition');
      }
      if (joiner?.isOr === true) {
        alternatives.push(joined(together));
        together = [];
      }
      const wasBare = this.#isBare;
      const isValueMeant = joiner?.isOr === true && !wasBare && alternatives.at(-1)?.kind === 'match';
      const filter = this.#parsePeers(depth);
      if (!filter.ok) {
        return filter;
      }
      if (joiner !== undefined && isValueMeant && this.#isBare) {
        return cursor.refuseAt(joiner.place, 'value-after-or', { suggestion: ',' });
      }
      together.push(filter.value);
      end = cursor.offset;
      cursor.read(SEPARATORS);
    }
    return ok(alternatives.length === 0 ? together : [any(...alternatives, joined(together))]);
  }

  /** Takes what joins the next condition to those before it, which end at `end`. */
  #readJoiner(end: number): Joiner | undefined {
    const word = this.cursor.read(JOINER);
    if (word === '') {
      return undefined;
    }
    this.cursor.read(SEPARATORS);
    const isLast = this.cursor.isAtEnd || this.cursor.isNext(')');
    return { isOr: /^(?:\||or)/i.test(word), isLast, place: [end, this.cursor.offset] };
  }

  /** A condition, or two of them with `<->` between. */
  #parsePeers(depth: number): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    const start = cursor.offset;
    const a = this.#parsePeer(NAMED_BEFORE, depth);
    const end = cursor.offset;
    cursor.read(SPACE);
    if (!a.ok || !cursor.text.startsWith(BETWEEN, cursor.offset)) {
      cursor.offset = end;
      return a;
    }
    cursor.offset += BETWEEN.length;
    cursor.read(SPACE);
    const startB = cursor.offset;
    if (cursor.isAtEnd || cursor.isNext(')')) {
      return cursor.refuse('missing-peer');
    }
    const b = this.#parsePeer(NAMED_AFTER, depth);
    if (!b.ok) {
      return b;
    }
    this.#isBare = false;
    const [peerA, peerB] = [asPeer(a.value), asPeer(b.value)];
    if (peerA !== undefined && peerB !== undefined) {
      return ok(between(peerA, peerB));
    }
    return cursor.refuseAt(peerA === undefined ? [start, end] : [startB, cursor.offset], 'not-a-peer');
  }

  #parsePeer(named: RegExp, depth: number): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    const start = cursor.offset;
    const name = cursor.read(named);
    if (name === '') {
      return this.#parseCondition(depth);
    }
    const read = readValue(name, 0, () => false);
    return 'code' in read
      ? cursor.refuseAt([start + read.offset, cursor.text.length], read.code)
      : ok(namedPeer(read.value));
  }

  #parseCondition(depth: number): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    this.#isBare = false;
    if (cursor.isNext('(')) {
      return this.#parseBrackets(depth);
    }
    if (isQuoteAt(cursor.text, cursor.offset)) {
      return this.#parseQuoted();
    }
    const joiner = cursor.peek(JOINER);
    const start = cursor.offset;
    if (joiner !== '') {
      return cursor.refuse('missing-condition', start + joiner.length);
    }
    const word = cursor.read(BARE);
    const end = cursor.offset;
    if (word === '') {
      return cursor.refuse('unexpected-character', start + 1);
    }
    const group = GROUPS.find((name) => name === word.toLowerCase());
    if (group !== undefined) {
      cursor.read(SPACE);
      if (cursor.isNext('(')) {
        return this.#parseGroup(group, depth);
      }
      if (group === 'not' && !cursor.isAtEnd && !cursor.isNext(')')) {
        return this.#parseNegated(start, depth);
      }
      cursor.offset = end;
    }
    return this.#parseWord(word, start);
  }

  /** A condition whose field, or a text whose whole, is a word that has been read. */
  #parseWord(word: string, start: number): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    const end = cursor.offset;
    const [name = ''] = NAME.exec(word) ?? [];
    if (isFieldName(name)) {
      cursor.offset = start + name.length;
      return parseMatch(cursor, name);
    }
    const isField = cursor.peek(OPERATOR_AHEAD) !== '';
    cursor.offset = start;
    if (isField || GROUPS.some((group) => group === word.toLowerCase())) {
      return cursor.refuse('unknown-field', end, { field: word, suggestion: nearestField(word) });
    }
    const suggestion = name === '' || name === word ? undefined : this.#meantField(name);
    if (suggestion !== undefined) {
      return cursor.refuse('unknown-field', start + name.length, { field: name, suggestion });
    }
    cursor.offset = end;
    if (this.#hasTooManyTexts()) {
      return cursor.refuseAt([start, end], 'too-many-texts');
    }
    const read = readTypedValue(word, 0, () => false);
    if ('code' in read) {
      return cursor.refuseAt([start + read.offset, end], read.code);
    }
    return this.#bare(bareCondition(read.value));
  }

  /** The field that is meant by what stands before a colon; looking for it takes long, so not for all of many. */
  #meantField(name: string): string | undefined {
    this.#lookups += 1;
    return this.#lookups > MAX_LOOKUPS ? undefined : nearestField(name);
  }

  /** Counts one text without a field more. */
  #hasTooManyTexts(): boolean {
    this.#texts += 1;
    return this.#texts > MAX_TEXTS;
  }

  /** A text that stands alone; what follows it is another condition. */
  #bare(filter: Filter): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    if (!isBetweenConditions(cursor)) {
      return cursor.refuse('unexpected-character', cursor.offset + 1);
    }
    if (cursor.peek(/\s*,/y) !== '') {
      cursor.read(SPACE);
      return cursor.refuse('unexpected-character', cursor.offset + 1, { suggestion: ' or ' });
    }
    this.#isBare = true;
    return ok(filter);
  }

  /** `not` before a condition without brackets. */
  #parseNegated(start: number, depth: number): Result<Filter, FilterSyntaxError> {
    if (depth >= MAX_DEPTH) {
      return this.cursor.refuseAt([start, this.cursor.offset], 'too-deep');
    }
    const of = this.#parsePeers(depth + 1);
    return of.ok ? ok(not(of.value)) : of;
  }

  /** Brackets alone say what goes together: one condition in them is itself, unless it is about either end. */
  #parseBrackets(depth: number): Result<Filter, FilterSyntaxError> {
    const group = this.#parseGroup('all', depth);
    const [only, ...others] = group.ok && group.value.kind === 'all' ? group.value.of : [];
    return only === undefined || only.kind === 'match' || others.length > 0 ? group : ok(only);
  }

  #parseGroup(group: (typeof GROUPS)[number], depth: number): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    const open = cursor.offset;
    if (depth >= MAX_DEPTH) {
      return cursor.refuse('too-deep', open + 1);
    }
    cursor.offset += 1;
    const of = this.parseConditions(depth + 1);
    if (!of.ok) {
      return of;
    }
    if (!cursor.isNext(')')) {
      return cursor.refuseAt([open, open + 1], 'unclosed-group', { suggestion: ')' });
    }
    cursor.offset += 1;
    this.#isBare = false;
    switch (group) {
      case 'all':
        return ok(all(...of.value));
      case 'any':
        return ok(any(...of.value));
      case 'not':
        return ok(not(joined(of.value)));
      case 'eitherway':
        return ok(eitherWay(joined(of.value)));
    }
  }

  /** The name of a field in quotes, before an operator; else a text in quotes. */
  #parseQuoted(): Result<Filter, FilterSyntaxError> {
    const { cursor } = this;
    const start = cursor.offset;
    const name = readQuotedName(cursor.text, start);
    if (name === undefined) {
      return cursor.refuse('unclosed-quote', cursor.text.length);
    }
    cursor.offset = name.end;
    if (cursor.peek(OPERATOR_AHEAD) !== '') {
      return parseMatch(cursor, name.name);
    }
    if (this.#hasTooManyTexts()) {
      return cursor.refuseAt([start, name.end], 'too-many-texts');
    }
    const read = readTypedValue(cursor.text, start, endsValue);
    if ('code' in read) {
      return cursor.refuseAt([read.offset, name.end], read.code);
    }
    if (read.value.kind === 'text' && read.value.text === '') {
      return cursor.refuseAt([start, name.end], 'missing-value');
    }
    return this.#bare(textSearch(read.value));
  }
}

/** Several filters side by side; one alone is itself. */
function joined(filters: readonly Filter[]): Filter {
  const [only, ...others] = filters;
  return only !== undefined && others.length === 0 ? only : all(...filters);
}
