import fc from 'fast-check';

import { FILTERS } from '#model/filter/definitions.ts';
import type { Filter, FilterValue, Match, Operator } from '#model/filter/filter.ts';
import { all, any, eitherWay, not } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import { operatorsOf } from '#model/filter/lowering/resolve-match.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import type { TrafficRecord } from '#model/flow.ts';

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

/** Filters on records like some samples, whose values are theirs as a rule; all of them are valid. */
export function anyFilterOf(samples: readonly TrafficRecord[]): fc.Arbitrary<Filter> {
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

/** Lowered filters of any shape, as deep as people may write them; most of them on some fields that samples have. */
export function anyLoweredFilter(
  samples: readonly TrafficRecord[],
  fields: readonly string[],
): fc.Arbitrary<Filter> {
  const hit = anyHit(samples, fields);
  const deep = fc.letrec<{ filter: Filter; group: Filter[] }>((tie) => ({
    group: fc.array(tie('filter'), { maxLength: 3 }),
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(hit, anyCondition(samples)),
      tie('group').map((of) => all(...of)),
      tie('group').map((of) => any(...of)),
      tie('filter').map(not),
      tie('filter').map(eitherWay),
    ),
  })).filter;
  return fc.oneof(
    { arbitrary: anyGroupOf(hit), weight: 3 },
    { arbitrary: anyFilterOf(samples).map(lowered), weight: 1 },
    { arbitrary: deep.map(lowered), weight: 1 },
  );
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

/** A lowered condition on one of some fields, with values that a sample has for it as a rule, so that many records pass. */
function anyHit(samples: readonly TrafficRecord[], fields: readonly string[]): fc.Arbitrary<Filter> {
  return fc
    .record({
      sample: fc.constantFrom(...samples),
      field: fc.nat(),
      op: fc.nat(),
      value: fc.nat(),
      shape: fc.constantFrom<Shape>('whole', 'whole', 'whole', 'start', 'end', 'pattern'),
      more: fc.constantFrom([], [], [], [''], ['0'], ['', '0'], ['a.b'], ['10.0.0.1'], ['1790']),
    })
    .map(({ sample, field, op, value, shape, more }): Match => {
      const set = fields.filter((name) => fieldValues(sample, name).length > 0);
      const name = set[field % set.length] ?? '';
      const operators = operatorsOf(name);
      const values = fieldValues(sample, name);
      const first = inShape(String(values[value % values.length]), shape);
      const others = more.map((text) => inShape(text, 'whole'));
      return {
        kind: 'match',
        field: name,
        op: operators[op % operators.length] ?? '=',
        values: [first, ...others],
      };
    })
    .filter((condition) => lowerFilter(condition).ok)
    .map(lowered);
}

type Shape = 'whole' | 'start' | 'end' | 'pattern';

function inShape(text: string, shape: Shape): FilterValue {
  switch (shape) {
    case 'whole':
      return { kind: 'text', text };
    case 'start':
      return { kind: 'text', text: text.slice(0, 2) };
    case 'end':
      return { kind: 'text', text: text.slice(-1) };
    case 'pattern':
      return { kind: 'pattern', pattern: `${text.slice(0, 2)}*` };
  }
}

/** A few conditions in the ways in which plans are made of them. */
function anyGroupOf(condition: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  const shapes: readonly ((...of: readonly [Filter, Filter, Filter]) => Filter)[] = [
    (a) => a,
    (a, b) => all(a, b),
    (a, b) => any(a, b),
    (a, b) => any(a, all(a, b)),
    (a, b, c) => all(any(a, b), any(b, c), any(a, c)),
    (a, b, c) => any(all(a, b), c),
    (a) => not(a),
    (a, b) => not(all(a, b)),
    (a, b, c) => not(any(a, not(all(b, c)))),
    (a, b) => eitherWay(all(a, b)),
    (a, b, c) => all(a, eitherWay(all(b, c))),
    (a, b) => not(eitherWay(all(not(a), not(b)))),
  ];
  return fc
    .tuple(fc.constantFrom(...shapes), condition, condition, condition)
    .map(([shape, a, b, c]) => shape(a, b, c));
}

function lowered(filter: Filter): Filter {
  const result = lowerFilter(filter);
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}
