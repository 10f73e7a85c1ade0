import { FIELDS, fieldSpec } from '../../fields/registry.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Result } from '../../lib/result.ts';
import { err, ok } from '../../lib/result.ts';
import { filterDefinition, FILTERS } from '../definitions.ts';
import type { FilterSyntaxCode } from './filter-syntax-error.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter.ts';
import { all, any, eitherWay, not, OPERATORS } from '../filter.ts';
import { resolveMatch } from '../lowering/resolve-match.ts';
import { asPeer, BETWEEN, between, namedPeer } from './peers.ts';
import { readQuotedName, readValue } from './value-text.ts';

/** How deep groups may be nested. */
const MAX_DEPTH = 50;

/** Words that begin a group when `(` follows. */
const GROUPS = ['all', 'any', 'not', 'eitherway'] as const;
type Group = (typeof GROUPS)[number];

const SPACE = /\s*/y;
/** The name of a filter or a field. */
const WORD = /[A-Za-z_][A-Za-z0-9_.]*/y;
/** What may be meant as an operator; only the first character may be a colon, with which IPv6 values begin too. */
const OPERATOR_RUN = /[=!<>~:][=!<>~]*/y;

/** A peer that is a text alone: before `<->`, and after it. */
const NAMED_BEFORE = /[^\s()"=<>!~,]+(?=\s*<->)/y;
const NAMED_AFTER = /[^\s()"=<>!~,]+(?=\s*(?:$|\)|<->)|\s+[^\s=<>!~(])/y;

/** Operators of other languages, and what they are called here. */
const OPERATOR_MEANT: Readonly<Record<string, Operator>> = {
  ':': '=',
  ':=': '=',
  '==': '=',
  '===': '=',
  '!==': '!=',
  '<>': '!=',
  '!': '!=',
  '=~': '~',
  '~=': '~',
  '~~': '~',
  '!=~': '!~',
  '~!': '!~',
  '=!': '!=',
  '=>': '>=',
  '=<': '<=',
};

/**
 * Parses the text of a filter. Never throws; linear in the text.
 *
 *     filter    = condition…                            all of them; nothing: every record
 *     condition = field op value,value…                 any of the values; negative operators: none of them
 *               | all(filter) | any(filter) | not(filter) | eitherway(filter)
 *               | peer <-> peer                     from one to the other or back
 *     peer      = condition on either end | all(such conditions) | address | Kind.namespace.name | name
 *
 * One condition alone is that condition, several are an `all`. A field is a filter id, the name of a record field,
 * or any name in quotes. A value is read by `value-text.ts`: `*` in it is any text, in quotes or not. Operators and values are checked here, so what parses can be lowered.
 */
export function parseFilter(text: string): Result<Filter, FilterSyntaxError> {
  const parser = new Parser(text);
  const filters = parser.parseConditions(0);
  if (!filters.ok) {
    return filters;
  }
  return parser.isAtEnd
    ? ok(joined(filters.value))
    : parser.refuse('unexpected-character', parser.offset + 1);
}

class Parser {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get offset(): number {
    return this.#offset;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  /** Conditions up to the end of the text or of the group. */
  parseConditions(depth: number): Result<readonly Filter[], FilterSyntaxError> {
    const filters: Filter[] = [];
    this.#read(SPACE);
    while (!this.isAtEnd && !this.#isNext(')')) {
      const filter = this.#parsePeers(depth);
      if (!filter.ok) {
        return filter;
      }
      filters.push(filter.value);
      this.#read(SPACE);
    }
    return ok(filters);
  }

  /** A condition, or two of them with `<->` between. */
  #parsePeers(depth: number): Result<Filter, FilterSyntaxError> {
    const start = this.#offset;
    const a = this.#parsePeer(NAMED_BEFORE, depth);
    const end = this.#offset;
    this.#read(SPACE);
    if (!a.ok || !this.#text.startsWith(BETWEEN, this.#offset)) {
      this.#offset = end;
      return a;
    }
    this.#offset += BETWEEN.length;
    this.#read(SPACE);
    const startB = this.#offset;
    if (this.isAtEnd || this.#isNext(')')) {
      return this.refuse('missing-peer');
    }
    const b = this.#parsePeer(NAMED_AFTER, depth);
    if (!b.ok) {
      return b;
    }
    const endB = this.#offset;
    const [peerA, peerB] = [asPeer(a.value), asPeer(b.value)];
    if (peerA !== undefined && peerB !== undefined) {
      return ok(between(peerA, peerB));
    }
    this.#offset = peerA === undefined ? start : startB;
    return this.refuse('not-a-peer', peerA === undefined ? end : endB);
  }

  #parsePeer(named: RegExp, depth: number): Result<Filter, FilterSyntaxError> {
    const start = this.#offset;
    const name = this.#read(named);
    if (name === '') {
      return this.#parseCondition(depth);
    }
    const read = readValue(name, 0, () => false);
    if ('code' in read) {
      this.#offset = start + read.offset;
      return this.refuse(read.code, this.#text.length);
    }
    return ok(namedPeer(read.value));
  }

  /** The error that the text from the current offset to `end` is wrong. */
  refuse(
    code: FilterSyntaxCode,
    end: number = this.#offset,
    more: { readonly field?: string; readonly suggestion?: string | undefined } = {},
  ): Result<never, FilterSyntaxError> {
    const offset = this.#offset;
    return err(new FilterSyntaxError({ code, offset, found: this.#text.slice(offset, end), ...more }));
  }

  #parseCondition(depth: number): Result<Filter, FilterSyntaxError> {
    const start = this.#offset;
    const word = this.#read(WORD);
    const group = GROUPS.find((name) => name === word.toLowerCase());
    if (group !== undefined) {
      this.#read(SPACE);
      if (this.#isNext('(')) {
        return this.#parseGroup(group, depth);
      }
      this.#offset = start + word.length;
    }
    if (word !== '') {
      return this.#parseMatch(word, start);
    }
    return this.#isNext('"') ? this.#parseQuotedField() : this.refuse('unexpected-character', start + 1);
  }

  #parseGroup(group: Group, depth: number): Result<Filter, FilterSyntaxError> {
    const open = this.#offset;
    if (depth >= MAX_DEPTH) {
      return this.refuse('too-deep', open + 1);
    }
    this.#offset += 1;
    const of = this.parseConditions(depth + 1);
    if (!of.ok) {
      return of;
    }
    if (!this.#isNext(')')) {
      this.#offset = open;
      return this.refuse('unclosed-group', open + 1, { suggestion: ')' });
    }
    this.#offset += 1;
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

  #parseQuotedField(): Result<Filter, FilterSyntaxError> {
    const start = this.#offset;
    const read = readQuotedName(this.#text, start);
    if (read === undefined) {
      return this.refuse('unclosed-quote', this.#text.length);
    }
    this.#offset = read.end;
    return this.#parseMatch(read.name, start, true);
  }

  /** The operator and the values of a condition whose field stands before the current offset. */
  #parseMatch(field: string, start: number, isQuoted = false): Result<Filter, FilterSyntaxError> {
    if (!isQuoted && filterDefinition(field) === undefined && fieldSpec(field) === undefined) {
      const end = this.#offset;
      this.#offset = start;
      const group = GROUPS.find((name) => name === field.toLowerCase());
      const suggestion = group === undefined ? nearest(field, FIELD_NAMES) : `${group}(`;
      return this.refuse('unknown-field', end, { field, suggestion });
    }
    const fieldEnd = this.#offset;
    this.#read(SPACE);
    const opStart = this.#offset;
    const run = this.#read(OPERATOR_RUN);
    const op = OPERATORS.find((known) => known === run);
    if (op === undefined) {
      this.#offset = run === '' ? fieldEnd : opStart;
      return run === ''
        ? this.refuse('missing-operator', fieldEnd, { field, suggestion: '=' })
        : this.refuse('unknown-operator', opStart + run.length, { field, suggestion: OPERATOR_MEANT[run] });
    }
    return this.#parseValues({ kind: 'match', field, op, values: [] }, opStart);
  }

  #parseValues(match: Match, opStart: number): Result<Filter, FilterSyntaxError> {
    const values: FilterValue[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    do {
      this.#read(values.length === 0 ? SPACE : /,\s*/y);
      starts.push(this.#offset);
      const read = readValue(this.#text, this.#offset, endsValue);
      if ('code' in read) {
        this.#offset = read.offset;
        return this.refuse(read.code, read.code === 'missing-value' ? read.offset : this.#text.length, {
          field: match.field,
        });
      }
      values.push(read.value);
      ends.push(read.end);
      this.#offset = read.end;
      if (!this.isAtEnd && !this.#isNext(',') && !endsValue(this.#text.charAt(read.end))) {
        return this.refuse('unexpected-character', read.end + 1, { field: match.field });
      }
    } while (this.#isCommaNext());
    const complete: Match = { ...match, values };
    const checked = resolveMatch(complete);
    if (checked.ok) {
      return ok(complete);
    }
    const { code, valueIndex, suggestion } = checked.error;
    this.#offset = valueIndex === undefined ? opStart : (starts[valueIndex] ?? opStart);
    const end = valueIndex === undefined ? opStart + match.op.length : (ends[valueIndex] ?? opStart);
    return this.refuse(code, end, { field: match.field, suggestion });
  }

  /** Whether another value follows; spaces before its comma are taken. */
  #isCommaNext(): boolean {
    const end = this.#offset;
    this.#read(SPACE);
    if (this.#isNext(',')) {
      return true;
    }
    this.#offset = end;
    return false;
  }

  #isNext(character: string): boolean {
    return this.#text[this.#offset] === character;
  }

  /** Takes what a sticky expression matches here; empty text when it does not. */
  #read(expression: RegExp): string {
    expression.lastIndex = this.#offset;
    const found = expression.exec(this.#text)?.[0] ?? '';
    this.#offset += found.length;
    return found;
  }
}

const FIELD_NAMES = [...FILTERS.map(({ id }) => id), ...FIELDS.map(({ name }) => name), ...GROUPS];

/** Several filters side by side; one alone is itself. */
function joined(filters: readonly Filter[]): Filter {
  const [only, ...others] = filters;
  return only !== undefined && others.length === 0 ? only : all(...filters);
}

function endsValue(character: string): boolean {
  return /[\s,()]/.test(character);
}
