import { isNumeric } from '../filter/lowering/resolve-match.ts';
import type { FilterValue, Match } from '../filter/filter.ts';
import { fieldSpec } from '../fields/registry.ts';
import { parseIp, parseIpRange } from '../net/ip.ts';
import { findableBound } from './lookup-number.ts';
import type { LookupKind, NetObservBackend } from './profile.ts';

/** A condition that NetObserv's backend is asked to look for. */
export type Lookup = {
  readonly kind: LookupKind;
  readonly field: string;
  /** In its grammar: `SrcK8S_Namespace="shop"`. */
  readonly text: string;
};

/** What a value may hold: anything else it refuses, with commas between values and quotes around them. */
const ACCEPTED = /^[\w\-.*:/]+$/;

/** A number as records hold it: no sign, no fraction, no exponent. */
const WHOLE = /^\d{1,15}$/;

/** Fields whose text may hold quotes or brackets, at which it would stop looking. */
const FREE_TEXT: ReadonlySet<string> = new Set(['NetworkEvents', 'IPSecStatus', 'TLSCipherSuite']);

/**
 * What to have NetObserv's backend look for so that it finds every record that passes a condition; perhaps others,
 * too, which are taken out here. `undefined` when there is no such thing.
 *
 * Its words mean less than ours: names match in part, dots are any character, a field is any that ends so, and
 * negations leave out what merely looks alike. So a condition is asked for only where that cannot lose a record.
 */
export function lookupOf(match: Match, backend: NetObservBackend): Lookup | undefined {
  const kind = backend.fields.get(match.field);
  const text = kind === undefined ? undefined : textOf(match, kind);
  return kind === undefined || text === undefined ? undefined : { kind, field: match.field, text };
}

function textOf(match: Match, kind: LookupKind): string | undefined {
  switch (kind) {
    case 'label':
      return labelText(match);
    case 'number':
      return numberText(match);
    case 'address':
      return addressText(match);
    case 'list':
    case 'text':
      return FREE_TEXT.has(match.field) ? undefined : plainText(match, kind);
  }
}

/** Labels are compared as a whole; one that a record does not have is empty. */
function labelText({ field, op, values }: Match): string | undefined {
  const texts = values.map(literal);
  if (op === '!=') {
    // Each on its own: several together would be patterns, in which a dot is any character.
    const known = texts.filter((text) => text !== undefined);
    return known.length === 0 ? undefined : known.map((text) => `${field}!="${text}"`).join('&');
  }
  if (op === '=' && !texts.includes(undefined)) {
    return `${field}=${texts.map((text) => `"${text ?? ''}"`).join(',')}`;
  }
  return op === '=' || op === '~' ? containsText(field, values) : undefined;
}

function numberText({ field, op, values }: Match): string | undefined {
  const texts = values.map((value) => (value.kind === 'text' ? value.text : ''));
  switch (op) {
    case '=':
      return texts.length > 0 && texts.every((text) => WHOLE.test(text))
        ? `${field}=${texts.join(',')}`
        : undefined;
    case '>':
    case '>=':
      // Of several bounds any will do: what passes one of them is above the lowest.
      return atLeast(field, Math.min(...texts.map(Number)));
    case '!=':
      // What is set and not 0 is at least 1.
      return texts.includes('') && texts.includes('0') ? atLeast(field, 1) : undefined;
    default:
      return undefined;
  }
}

function atLeast(field: string, bound: number): string | undefined {
  const spec = fieldSpec(field);
  const found = spec !== undefined && isNumeric(spec) ? findableBound(bound) : undefined;
  return found === undefined ? undefined : `${field}>=${found}`;
}

/** Addresses, blocks and ranges, not in quotes; only such as every reader takes for the same. */
function addressText({ field, op, values }: Match): string | undefined {
  const texts = values.map((value) => (value.kind === 'text' ? value.text : ''));
  return op === '=' && texts.length > 0 && texts.every(isPlainRange)
    ? `${field}=${texts.join(',')}`
    : undefined;
}

function isPlainRange(text: string): boolean {
  const range = parseIpRange(text);
  if (range === undefined || !ACCEPTED.test(text) || (range.version === 4 && text.includes(':'))) {
    return false;
  }
  const [address = ''] = text.split('/');
  return text.includes('-') || parseIp(address)?.value === range.first;
}

/** Text and elements of lists are found by a part of them. */
function plainText({ field, op, values }: Match, kind: 'text' | 'list'): string | undefined {
  if (op === '~') {
    return containsText(field, values);
  }
  if (op !== '=' || values.length === 0 || !values.every(isAccepted)) {
    return undefined;
  }
  return kind === 'list' ? containsText(field, values) : `${field}=${values.map(written).join(',')}`;
}

function containsText(field: string, values: readonly FilterValue[]): string | undefined {
  return values.length > 0 && values.every(isAccepted)
    ? `${field}~${values.map(written).join(',')}`
    : undefined;
}

/** A value that stands for itself alone; empty for a field that is not set. */
function literal(value: FilterValue): string | undefined {
  return value.kind === 'text' && (value.text === '' || (isAccepted(value) && !value.text.includes('*')))
    ? value.text
    : undefined;
}

function isAccepted(value: FilterValue): boolean {
  return ACCEPTED.test(written(value));
}

function written(value: FilterValue): string {
  return value.kind === 'text' ? value.text : value.pattern;
}
