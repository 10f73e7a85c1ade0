import fc from 'fast-check';

import type { LogType } from '#model/event.ts';
import { FILTERS } from '#model/filter/definitions.ts';
import type { Filter, FilterValue, Match, Operator } from '#model/filter/filter.ts';
import { all, any, eitherWay, not } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import { operatorsOf } from '#model/filter/lowering/resolve-match.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';

/** A question as a link of the page asks it. */
export type Asked = {
  readonly logType: LogType;
  readonly filter: Filter;
  readonly timeRange: Extract<TimeRange, { readonly kind: 'absolute' }>;
  readonly sort: Sort;
  readonly limit: number;
  readonly showDup: boolean;
  /** How many records one answer of the backend holds: fewer than it allows, so that there are many answers. */
  readonly entries: number;
  readonly budget: number;
  /** Whether reading may stop once the rows are known. */
  readonly isForRows: boolean;
};

/** Values that no record has, that a backend may refuse, or that mean something in a grammar. */
const ODD_VALUES = [
  'a b',
  '(x',
  'shop*',
  '*',
  'a.b',
  'x"y',
  '0',
  '1000',
  '1790',
  '',
  'é',
  '10.0.0.0/8',
  'fd00::/8',
];

/** Fields of which conditions are made beside those that have a filter. */
const RAW_FIELDS = [
  'AgentIP',
  'MaxTimeFlowRttNs',
  'Etype',
  'Sampling',
  'PktDropPackets',
  '_IsFirst',
  'nosuch',
];

/** Fields of a conversation that are known only when all of its events are read. */
const COUNTED_FIELDS = ['_Events', '_IsStartSeen'];

/** Questions about records, whose values are those of the records as a rule. */
export function anyAsked(records: readonly TrafficRecord[]): fc.Arbitrary<Asked> {
  const conversations = foldEvents(records).map(({ conversation }) => conversationRecord(conversation));
  const samples = [...records, ...conversations];
  const times = records.map((record) => Math.floor((numberField(record, 'TimeFlowEndMs') ?? 0) / 1000));
  const firstS = times.reduce((least, time) => Math.min(least, time), Infinity);
  const lastS = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const anyRange = fc
    .oneof(
      fc.constant([firstS - 10, lastS + 10] as const),
      fc
        .tuple(fc.integer({ min: firstS - 70, max: lastS + 70 }), fc.integer({ min: 0, max: 60 }))
        .map(([startS, length]) => [startS, startS + length] as const),
      fc
        .tuple(fc.integer({ min: firstS, max: lastS }), fc.integer({ min: 0, max: lastS - firstS }))
        .map(([startS, length]) => [startS, startS + length] as const),
    )
    .map(([startS, endS]) => ({ kind: 'absolute', startS, endS }) as const);
  return fc.record({
    logType: fc.constantFrom('allConnections', 'allConnections', 'flowLog'),
    filter: anyFilterOf(samples),
    timeRange: anyRange,
    sort: fc.record({
      key: fc.oneof(fc.constant('end' as const), fc.constantFrom(...CONVERSATION_SORT_KEYS)),
      direction: fc.constantFrom('desc', 'asc'),
    }),
    limit: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(100, 1000, 10_000)),
    showDup: fc.boolean(),
    entries: fc.oneof(fc.integer({ min: 5, max: 400 }), fc.constant(5000)),
    budget: fc.oneof(
      { arbitrary: fc.constant(1_000_000), weight: 4 },
      { arbitrary: fc.integer({ min: 1, max: 2_000 }), weight: 1 },
    ),
    isForRows: fc.boolean(),
  });
}

function anyFilterOf(samples: readonly TrafficRecord[]): fc.Arbitrary<Filter> {
  const condition = anyCondition(samples);
  const group = fc.oneof(
    { arbitrary: condition, weight: 6 },
    { arbitrary: fc.array(condition, { maxLength: 3 }).map((of) => all(...of)), weight: 3 },
    { arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map((of) => any(...of)), weight: 2 },
    { arbitrary: condition.map(not), weight: 1 },
    {
      arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }).map((of) => eitherWay(all(...of))),
      weight: 1,
    },
  );
  return fc
    .oneof(
      { arbitrary: fc.constant(all()), weight: 1 },
      { arbitrary: group, weight: 5 },
      { arbitrary: fc.array(group, { minLength: 2, maxLength: 3 }).map((of) => all(...of)), weight: 2 },
    )
    .filter((filter) => lowerFilter(filter).ok);
}

/** A condition on a field with a value that some record has for it, or near it, or an odd one. */
function anyCondition(samples: readonly TrafficRecord[]): fc.Arbitrary<Filter> {
  const fields = [...FILTERS.map(({ id }) => id), ...RAW_FIELDS, ...COUNTED_FIELDS];
  return fc
    .record({
      field: fc.constantFrom(...fields),
      sample: fc.constantFrom(...samples),
      pick: fc.nat(),
      op: fc.nat(),
      odd: fc.option(fc.constantFrom(...ODD_VALUES), { nil: undefined, freq: 5 }),
      more: fc.option(fc.constantFrom(...ODD_VALUES), { nil: undefined, freq: 8 }),
      shape: fc.constantFrom('whole', 'whole', 'part', 'pattern'),
    })
    .map(({ field, sample, pick, op, odd, more, shape }): Match => {
      const operators = operatorsOf(field);
      const operator: Operator = operators[op % operators.length] ?? '=';
      const value = odd ?? knownValue(field, sample, pick);
      const values = [shaped(value, operator, shape), ...(more === undefined ? [] : [textOf(more)])];
      return { kind: 'match', field, op: operator, values };
    })
    .filter((condition) => lowerFilter(condition).ok);
}

/** The values of a record that a filter looks at. */
function knownValue(field: string, sample: TrafficRecord, pick: number): string {
  const target = FILTERS.find(({ id }) => id === field)?.target;
  const names =
    target === undefined
      ? [field]
      : target.kind === 'field'
        ? [target.field]
        : target.kind === 'endpoint'
          ? [target.source, target.destination].flatMap((id) => {
              const end = FILTERS.find((filter) => filter.id === id)?.target;
              return end?.kind === 'field' ? [end.field] : [];
            })
          : [`${target.end}K8S_Type`, `${target.end}K8S_OwnerType`];
  const values = names.flatMap((name) => fieldValues(sample, name));
  return String(values[pick % Math.max(1, values.length)] ?? 'none');
}

function shaped(value: string, op: Operator, shape: 'whole' | 'part' | 'pattern'): FilterValue {
  if (op === '~' || op === '!~') {
    return textOf(shape === 'part' ? value.slice(0, 3) : value);
  }
  return shape === 'pattern' && value.length > 2 && (op === '=' || op === '!=') && !/^[\d.]+$/.test(value)
    ? { kind: 'pattern', pattern: `${value.slice(0, -2)}*` }
    : textOf(value);
}

function textOf(text: string): FilterValue {
  return { kind: 'text', text };
}
