import type { FieldSpec } from '../../fields/field-spec.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Result } from '../../lib/result.ts';
import { collect, err, ok } from '../../lib/result.ts';
import type { MatchMode } from '../conditions.ts';
import { conditionsOf, filterOf } from '../conditions.ts';
import { filterDefinition, FILTERS } from '../definitions.ts';
import type { FilterDefinition } from '../filter-definition.ts';
import type { FilterValueCode } from '../lowering/filter-value-error.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter.ts';
import { all, any, OPERATORS, pattern } from '../filter.ts';
import { isWellFormed } from '../language/value-text.ts';
import { isNumeric, resolveMatch, specOf } from '../lowering/resolve-match.ts';
import { parseIpRange } from '../../net/ip.ts';
import { withoutPresence, withPresence } from './presence.ts';

/** What NetObserv calls the ways of joining filters, in `match`. */
const URL_MODES: Readonly<Record<string, MatchMode>> = { all: 'all', any: 'any', bidirectional: 'eitherWay' };

/** Operators of NetObserv's links; `<` and the like have to be written in our own grammar. */
const URL_OPERATORS: readonly Operator[] = ['=', '!=', '>=', '~', '!~'];

const ITEM = /^\s*(?<id>[A-Za-z_][A-Za-z0-9_.]*)\s*(?<op>!=|!~|>=|<=|[=~><])(?<values>.*)$/su;

/** The parameters of a link that carry its filters, decoded; absent ones are `undefined`. */
export type UrlFilters = {
  readonly filters?: string | undefined;
  readonly match?: string | undefined;
  /** Legacy: `true` means `match=bidirectional`. */
  readonly bnf?: string | undefined;
};

/** Why an item of a link was left out. Stable: the UI keys its translated help on it. */
export type UrlFilterCode =
  'malformed' | 'unknown-filter' | 'missing-value' | 'unclosed-quote' | 'unknown-match' | FilterValueCode;

/** An item of a link that does not work; the rest of the link does. */
export type UrlFilterProblem = {
  /** The item as it stands in the link, or `match=…`. */
  readonly item: string;
  readonly code: UrlFilterCode;
  readonly suggestion?: string;
  /** The values that there are, where a set is closed. */
  readonly allowed?: readonly string[];
};

/**
 * Reads the filters of a link in NetObserv's grammar: `id op value,value;…`, joined as `match` says.
 *
 * `"v"` is the whole text whatever the operator, `*` stands for any text, in quotes, too, and nothing for a star;
 * `""` is a field that is not set, `~` on a number or an address is `=`. Names become what records hold (`TCP` → 6). A negation holds only where the field is set,
 * unless it is a label of Loki: `dns_id!=0` of a link is `dns_id!=0,""` here. An item that does not work is a
 * problem, and the rest is read. The filter is a group, even when it holds one condition.
 */
export function readUrlFilters(parameters: UrlFilters): {
  readonly filter: Filter;
  readonly problems: readonly UrlFilterProblem[];
} {
  const items = splitOutsideQuotes(parameters.filters ?? '', ';').filter((item) => item.trim() !== '');
  const problems: UrlFilterProblem[] = [];
  // Looking for what was meant takes long, and a broken link repeats itself.
  const results = new Map<string, Result<Filter, Refusal>>();
  const conditions = items.flatMap((item) => {
    const read = results.get(item) ?? readItem(item);
    results.set(item, read);
    if (!read.ok) {
      problems.push({ item: item.trim(), ...read.error });
    }
    return read.ok ? [read.value] : [];
  });
  const mode = readMode(parameters);
  if (!mode.ok) {
    problems.push(mode.error);
  }
  return { filter: filterOf({ mode: mode.ok ? mode.value : 'all', conditions }), problems };
}

/**
 * Writes a filter as NetObserv's links do; `undefined` when its grammar cannot say it.
 *
 * It has no groups within groups, no `<`, no filters but NetObserv's, no negation that a field passes which is
 * neither set nor a label, and no way of writing `;`, `,`, `=`, `~`, a quote or a star inside a value.
 */
export function writeUrlFilters(
  filter: Filter,
): { readonly filters: string; readonly match: 'all' | 'any' | 'bidirectional' } | undefined {
  const { mode, conditions } = conditionsOf(filter);
  // Nothing passes `any` of nothing; a link without filters is the opposite.
  if (conditions.length === 0 && mode === 'any') {
    return undefined;
  }
  const items = conditions.map(writeItem);
  const written = items.filter((item) => item !== undefined);
  return written.length === items.length
    ? {
        filters: written.join(';'),
        match: mode === 'eitherWay' && items.length > 0 ? 'bidirectional' : plain(mode),
      }
    : undefined;
}

type Refusal = Omit<UrlFilterProblem, 'item'>;

function readMode({ match, bnf }: UrlFilters): Result<MatchMode, UrlFilterProblem> {
  if (match === undefined || match === '') {
    return ok(bnf === 'true' ? 'eitherWay' : 'all');
  }
  const mode = Object.hasOwn(URL_MODES, match) ? URL_MODES[match] : undefined;
  const suggestion = nearest(match, Object.keys(URL_MODES));
  return mode === undefined
    ? err({
        item: `match=${match}`,
        code: 'unknown-match',
        ...(suggestion === undefined ? {} : { suggestion }),
      })
    : ok(mode);
}

function readItem(item: string): Result<Filter, Refusal> {
  const { id = '', op: opText = '', values = '' } = ITEM.exec(item)?.groups ?? {};
  const op = OPERATORS.find((known) => known === opText);
  if (op === undefined) {
    return err({ code: 'malformed' });
  }
  const definition = filterDefinition(id);
  if (definition === undefined) {
    return refused(
      'unknown-filter',
      nearest(
        id,
        FILTERS.map((known) => known.id),
      ),
    );
  }
  const texts = collect(splitValues(definition, values).map(readUrlValue));
  if (!texts.ok) {
    return texts;
  }
  const matches = collect(meaningOf(definition, op, texts.value).map(resolveMatch));
  if (!matches.ok) {
    return refused(matches.error.code, matches.error.suggestion, matches.error.allowed);
  }
  const conditions = matches.value.map(withPresence);
  const [only, ...others] = conditions;
  return ok(
    only !== undefined && others.length === 0
      ? only
      : op.startsWith('!')
        ? all(...conditions)
        : any(...conditions),
  );
}

function refused(
  code: UrlFilterCode,
  suggestion: string | undefined,
  allowed?: readonly string[],
): Result<never, Refusal> {
  return err({
    code,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(allowed === undefined ? {} : { allowed }),
  });
}

/** A value of a link; `isExact` when it stands in quotes, so that it is a whole text. */
type UrlValue = { readonly value: FilterValue; readonly isExact: boolean };

/** Values of closed sets hold no comma: a list of them in one pair of quotes is a list of values. */
function splitValues(definition: FilterDefinition, values: string): readonly string[] {
  const spec = specOf(definition.id);
  const isClosed = spec !== undefined && (isNumeric(spec) || spec.format === 'dnsCode');
  return splitOutsideQuotes(values, ',').flatMap((value) =>
    isClosed && value.startsWith('"') && value.includes(',')
      ? value.split(',').map((part) => `"${part.replaceAll('"', '').trim()}"`)
      : [value],
  );
}

function readUrlValue(text: string): Result<UrlValue, Refusal> {
  if (text === '') {
    return err({ code: 'missing-value' });
  }
  if (!text.startsWith('"')) {
    return ok({ value: pattern(text), isExact: false });
  }
  return text.length > 1 && text.endsWith('"')
    ? ok({ value: pattern(text.slice(1, -1)), isExact: true })
    : err({ code: 'unclosed-quote' });
}

/** What NetObserv means by values after an operator: whole ones and parts of text are two conditions. */
function meaningOf({ id }: FilterDefinition, op: Operator, values: readonly UrlValue[]): readonly Match[] {
  const spec = specOf(id);
  const isContains = op === '~' || op === '!~';
  const exactOp: Operator = op === '~' ? '=' : op === '!~' ? '!=' : op;
  const isExact = ({ value, isExact: isQuoted }: UrlValue) =>
    !isContains || (isQuoted && !isUnset(value)) || isWhole(value, spec);
  const conditions = [
    { op: exactOp, values: values.filter(isExact) },
    { op, values: values.filter((value) => !isExact(value)) },
  ];
  return conditions
    .filter((condition) => condition.values.length > 0)
    .map((condition) => ({
      kind: 'match',
      field: id,
      op: condition.op,
      values: condition.values.map(({ value }) => value),
    }));
}

/** Values of which a part makes no sense: `~` on them is `=`. */
function isWhole(value: FilterValue, spec: FieldSpec | undefined): boolean {
  return spec !== undefined && (isNumeric(spec) || (spec.format === 'ip' && isIpRange(value)));
}

function isIpRange(value: FilterValue): boolean {
  return value.kind === 'text' && parseIpRange(value.text) !== undefined;
}

function isUnset(value: FilterValue): boolean {
  return value.kind === 'text' && value.text === '';
}

/** Splits at a separator that is not between quotes; a quote that is never closed is an ordinary character. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  // A quote closes a value where the value ends. When there is none behind one place, there is none further on.
  let isAnyClosing = true;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    } else if (character === '"' && isAnyClosing && /^$|[=~<>,;]/.test(text.charAt(index - 1))) {
      const length = text.slice(index + 1).search(/"(?=[,;]|$)/);
      isAnyClosing = length !== -1;
      index += length + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function writeItem(condition: Filter): string | undefined {
  if (condition.kind !== 'match' || condition.values.length === 0) {
    return undefined;
  }
  const resolved = resolveMatch(condition);
  const definition = filterDefinition(condition.field);
  if (!resolved.ok || definition === undefined || definition.isOwn || !URL_OPERATORS.includes(condition.op)) {
    return undefined;
  }
  const written = withoutPresence(resolved.value);
  if (written === undefined) {
    return undefined;
  }
  const { field, op, values } = written;
  const texts = values.map((value) => writeUrlValue(value, written));
  return texts.includes(undefined) ? undefined : `${field}${op}${texts.join(',')}`;
}

function writeUrlValue(value: FilterValue, { field, op }: Match): string | undefined {
  const text = value.kind === 'text' ? value.text : value.pattern;
  const isContains = op === '~' || op === '!~';
  const hasLiteralStar = value.kind === 'text' && text.includes('*');
  if (
    /[;,=~"]/.test(text) ||
    hasLiteralStar ||
    !isWellFormed(text) ||
    (isContains && isWhole(value, specOf(field)))
  ) {
    return undefined;
  }
  return text === '' ? '""' : text;
}

function plain(mode: MatchMode): 'all' | 'any' {
  return mode === 'any' ? 'any' : 'all';
}
