import type { NetObservBackend } from '#model/backend/profile.ts';
import type { ReadPlan } from '#model/backend/read-plan.ts';
import { printPart } from '#model/backend/read-plan.ts';
import type { LogType, RecordType } from '#model/event.ts';
import type { BackendLimits } from './backend-limits.ts';
import type { Budget } from './budget.ts';
import type { ReadOptions } from './read-back.ts';
import type { Wanted } from './slice-source.ts';

/** What reading for one question needs beside the question. */
export type ReadContext = {
  readonly backend: NetObservBackend;
  readonly namespace: string | undefined;
  readonly limits: BackendLimits;
  readonly budget: Budget;
  /** The backend's clock, in ms since the epoch. */
  readonly nowMs: number;
  readonly signal: AbortSignal;
};

/** The backend's clock in whole seconds since the epoch. */
export function nowS({ nowMs }: ReadContext): number {
  return Math.floor(nowMs / 1000);
}

/** An answer holds so many records that were parsed by Loki at most: each has a stream of its own there. */
const PARSED_LIMIT = 400;

/** The parts of a plan as what is asked for, one by one. */
export function wantedOf(
  { parts }: ReadPlan,
  recordType: LogType | RecordType,
  { namespace }: ReadContext,
): readonly Wanted[] {
  return parts.map((part) => ({
    recordType,
    namespace,
    filters: printPart(part),
    limit: part.some(({ kind }) => kind === 'address') ? PARSED_LIMIT : undefined,
  }));
}

/** So many ids are asked for at once. */
const IDS_AT_ONCE = 100;

/** Conditions that hold for records of some conversation ids, a hundred at a time. */
export function idConditions(ids: readonly string[]): readonly string[] {
  const different = [...new Set(ids)];
  return Array.from({ length: Math.ceil(different.length / IDS_AT_ONCE) }, (_none, index) => {
    const some = different.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE);
    return `_HashId=${some.map((id) => `"${id}"`).join(',')}`;
  });
}

const HEX_DIGITS = Array.from({ length: 16 }, (_none, digit) => digit.toString(16));

/** Every event has an id, in hexadecimal digits. */
export function eventOptions({ backend, limits, signal, budget }: ReadContext): ReadOptions {
  const isFound = backend.fields.get('_HashId') === 'text';
  return { limits, signal, budget, partition: isFound ? HEX_DIGITS.map((digit) => `_HashId=${digit}*`) : [] };
}

/** Every flow was received, or sent, or neither. */
export function flowOptions(
  { backend, limits, signal, budget }: ReadContext,
  firstLimit?: number,
): ReadOptions {
  const isIndexed = backend.fields.get('FlowDirection') === 'label';
  return {
    limits,
    signal,
    budget,
    firstLimit,
    partition: isIndexed
      ? ['FlowDirection="0"', 'FlowDirection="1"', 'FlowDirection!="0"&FlowDirection!="1"']
      : [],
  };
}
