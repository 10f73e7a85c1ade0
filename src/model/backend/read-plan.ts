import { assertNever } from '../lib/assert.ts';
import { negated } from '../filter/change-condition.ts';
import type { Filter, Match } from '../filter/filter.ts';
import { swapEnds } from '../filter/lowering/swap-ends.ts';
import { simplifyFilter } from '../filter/simplify.ts';
import type { Lookup } from './lookup.ts';
import { lookupOf } from './lookup.ts';
import type { NetObservBackend } from './profile.ts';

/**
 * What NetObserv's backend is asked for: parts, each read by itself, which together hold every record that passes a
 * filter. No part: nothing can pass.
 */
export type ReadPlan = { readonly parts: readonly ReadPart[] };

/** Conditions that hold together; all records without any. */
export type ReadPart = readonly Lookup[];

/**
 * The backend reads the parts of an OR with the whole limit each and mixes their records, so that nobody can tell how
 * far back all of them are there. Therefore parts are asked for one by one, and only so many.
 */
const MAX_PARTS = 4;

/** Which conditions may be asked for, beside those that the backend understands. */
export type MayAsk = (match: Match) => boolean;

/**
 * Plans what to ask NetObserv's backend for a lowered filter: as much of it as it can look for without losing a
 * record. The whole filter is to be applied to what it answers.
 */
export function planRead(lowered: Filter, backend: NetObservBackend, mayAsk: MayAsk): ReadPlan {
  const parts = partsOf(simplifyFilter(lowered), { backend, mayAsk });
  return { parts: parts === undefined ? [[]] : withoutCovered(parts) };
}

/** Whether each part is narrowed by a label, which Loki finds without looking into records. */
export function isIndexed({ parts }: ReadPlan): boolean {
  return parts.every((part) => part.some(({ kind, field }) => kind === 'label' && field !== '_RecordType'));
}

/** The conditions of a part in the grammar of `filters`. */
export function printPart(part: ReadPart): string {
  return [...new Set(part.map(({ text }) => text))].join('&');
}

/** Whether two plans ask for the same. */
export function isSamePlan(one: ReadPlan, other: ReadPlan): boolean {
  const textOf = ({ parts }: ReadPlan) => parts.map(printPart).sort().join('|');
  return textOf(one) === textOf(other);
}

type Asking = { readonly backend: NetObservBackend; readonly mayAsk: MayAsk };

/** The parts that hold all records which pass; `undefined` when only everything does. */
function partsOf(filter: Filter, asking: Asking): readonly ReadPart[] | undefined {
  switch (filter.kind) {
    case 'match': {
      const lookup = asking.mayAsk(filter) ? lookupOf(filter, asking.backend) : undefined;
      return lookup === undefined ? undefined : [[lookup]];
    }
    case 'all':
      return productOf(filter.of.map((child) => partsOf(child, asking)));
    case 'any':
      return unionOf(merged(filter.of).map((child) => partsOf(child, asking)));
    case 'not':
      return partsOfNot(filter.of, asking);
    case 'eitherWay':
      return unionOf([partsOf(filter.of, asking), partsOf(swapEnds(filter.of), asking)]);
    default:
      return assertNever(filter);
  }
}

function partsOfNot(filter: Filter, asking: Asking): readonly ReadPart[] | undefined {
  switch (filter.kind) {
    case 'match': {
      const opposite = negated(filter);
      return opposite.kind === 'match' ? partsOf(opposite, asking) : undefined;
    }
    case 'all':
      return unionOf(filter.of.map((child) => partsOfNot(child, asking)));
    case 'any':
      return productOf(filter.of.map((child) => partsOfNot(child, asking)));
    case 'not':
      return partsOf(filter.of, asking);
    case 'eitherWay':
      return productOf([partsOfNot(filter.of, asking), partsOfNot(swapEnds(filter.of), asking)]);
    default:
      return assertNever(filter);
  }
}

/** All of them: conditions that would make too many parts are left to be applied here. */
function productOf(children: readonly (readonly ReadPart[] | undefined)[]): readonly ReadPart[] | undefined {
  const known = children.filter((parts) => parts !== undefined).sort((a, b) => a.length - b.length);
  if (known.length === 0) {
    return undefined;
  }
  let product: readonly ReadPart[] = [[]];
  for (const parts of known) {
    if (product.length * parts.length <= MAX_PARTS) {
      product = product.flatMap((left) => parts.map((right) => [...left, ...right]));
    }
  }
  return product;
}

/** Any of them. */
function unionOf(children: readonly (readonly ReadPart[] | undefined)[]): readonly ReadPart[] | undefined {
  if (children.includes(undefined)) {
    return undefined;
  }
  const union = withoutCovered(children.flatMap((parts) => parts ?? []));
  return union.length > MAX_PARTS ? undefined : union;
}

/** Alternatives of one field as one condition with several values. */
function merged(filters: readonly Filter[]): readonly Filter[] {
  const byField = new Map<string, Match>();
  const others: Filter[] = [];
  for (const filter of filters) {
    if (filter.kind === 'match' && (filter.op === '=' || filter.op === '~')) {
      const key = `${filter.field}${filter.op}`;
      const known = byField.get(key);
      byField.set(
        key,
        known === undefined ? filter : { ...known, values: [...known.values, ...filter.values] },
      );
    } else {
      others.push(filter);
    }
  }
  return [...byField.values(), ...others];
}

/** Parts without those of which another one holds all records. */
function withoutCovered(parts: readonly ReadPart[]): readonly ReadPart[] {
  const texts = parts.map((part) => new Set(part.map(({ text }) => text)));
  const covers = (wide: number, narrow: number) =>
    wide !== narrow &&
    [...(texts[wide] ?? [])].every((text) => texts[narrow]?.has(text)) &&
    ((texts[wide]?.size ?? 0) < (texts[narrow]?.size ?? 0) || wide < narrow);
  return parts.filter((_part, index) => !parts.some((_other, other) => covers(other, index)));
}
