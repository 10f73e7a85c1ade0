import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Integer,
  Number as Num,
  Object as ObjectOf,
  Optional,
  String as Text,
  Unsafe,
} from 'typebox';

/** Why something cannot be found. The page keys its texts on these, so they are stable. */
export const REASON_CODES = [
  /** Conversations are asked for where nothing is tracked. */
  'tracking-off',
  /** Flow logs are asked for where events alone are kept. */
  'flows-not-kept',
  /** Starts, ticks or open conversations are asked for where ends alone are kept. */
  'only-ends-kept',
  /** A protocol that is never tracked: anything but TCP, UDP and SCTP. */
  'protocol-not-tracked',
  'field-not-in-events',
  'field-not-in-flows',
  /** A field of a feature that is off in this cluster. */
  'feature-off',
  'unknown-field',
  /** The conversation is there, before or after the time range. */
  'id-outside-time-range',
  'id-not-there',
  'store-empty',
  'before-what-is-kept',
  'after-what-is-kept',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** The conditions of a query that are not in its `filters`. */
export const IMPLICIT_CONDITIONS = [
  'timeRange',
  'recordType',
  'namespace',
  'packetLoss',
  'duplicates',
] as const;
export type ImplicitCondition = (typeof IMPLICIT_CONDITIONS)[number];

/**
 * What one condition does. Both numbers are of the same kind as `total`.
 *
 * `alone`: what passes it and no other condition, within the time range, the record type and what may be seen at
 * all. `without`: what the query would find if it were left out; a group that has no condition left goes with it,
 * unless it is the only one.
 */
const Effect = { alone: Integer(), without: Integer() };

/**
 * `GET /api/explain`: what each condition of a query does to its answer, and why that may be empty.
 *
 * Counted are records where `recordType` is `flowLog`, conversations where it is any other.
 */
export const ExplainAnswer = ObjectOf({
  of: Unsafe<'records' | 'conversations'>({ type: 'string', enum: ['records', 'conversations'] }),
  /** How many the query finds, however many it would list. */
  total: Integer(),
  /** The time range in ms since the epoch, its end not included; an end that is open is absent. */
  span: ObjectOf({ fromMs: Optional(Num()), toMs: Optional(Num()) }),
  /** One for each group of `filters`: what passes any of them is found. */
  groups: ArrayOf(
    ObjectOf({
      conditions: ArrayOf(
        ObjectOf({
          /** In the grammar of `filters`, always written the same way. */
          text: Text(),
          /** The fields that it looks at. */
          fields: ArrayOf(Text()),
          ...Effect,
        }),
      ),
    }),
  ),
  /** The conditions beside `filters` that leave anything out. */
  implicit: ArrayOf(
    ObjectOf({
      kind: Unsafe<ImplicitCondition>({ type: 'string', enum: [...IMPLICIT_CONDITIONS] }),
      ...Effect,
    }),
  ),
  /** The instants next to the time range, in ms, at which something passes all that remains. */
  nearest: ObjectOf({ beforeMs: Optional(Num()), afterMs: Optional(Num()) }),
  reasons: ArrayOf(
    ObjectOf({
      code: Unsafe<ReasonCode>({ type: 'string', enum: [...REASON_CODES] }),
      /** A sentence that stands alone. */
      message: Text(),
      hint: Optional(Text()),
      /** The condition that it is about, as `text` of it. */
      condition: Optional(Text()),
    }),
  ),
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type ExplainAnswer = Static<typeof ExplainAnswer>;
