import fc from 'fast-check';

import type { FieldSpec } from '../fields/field-spec.ts';
import { filterDefinition } from '../filter/definitions.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter/filter.ts';
import { bareCondition } from '../filter/language/text-search.ts';
import { operatorsOf, specOf } from '../filter/lowering/resolve-match.ts';
import { wordsMissed } from '../filter/lowering/spelling.ts';
import { NAMES, NUMBERS, RATIOS } from './arbitrary-records.ts';

const SPECIAL = [
  '"',
  '\\',
  '*',
  ',',
  '(',
  ')',
  '&',
  '|',
  '=',
  '<',
  '>',
  '!',
  '~',
  ';',
  ' ',
  '\n',
  'not(',
  '🦊',
];

/** Any text at all, and text made of what the grammars treat specially. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.constantFrom('a', 'B', '1', '\ud800')), { maxLength: 8 })
    .map((parts) => parts.join('')),
);

/** Text that records of `anyRecord` hold too, and any other. */
const anyWord = fc.oneof({ arbitrary: fc.constantFrom(...NAMES), weight: 4 }, anyText);

/** Fields whose conditions the arbitraries are made of: filters of all sorts, record fields, unknown ones. */
const FIELD_POOL = [
  'namespace',
  'src_namespace',
  'name',
  'dst_name',
  'kind',
  'src_kind',
  'resource',
  'dst_resource',
  'address',
  'src_address',
  'port',
  'dst_port',
  'protocol',
  'id',
  'tcp_flags',
  'ifdirections',
  'dns_flag_response_code',
  'bytes',
  'bytes.ab',
  'duration',
  'ratio',
  '_Ratio',
  'SrcK8S_Zone',
  'DstPort',
  'AgentIP',
  '_IsFirst',
  'Odd field',
  'x"y\\',
];

const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.0/30',
  '0.0.0.0/0',
  '10.0.0.2-10.0.0.9',
  'fd00::1',
  'fd00::/16',
  '::ffff:10.0.0.1',
];

/** A condition that is valid for its field. */
export const anyMatch: fc.Arbitrary<Match> = anyMatchOn(FIELD_POOL);

/** Conditions on either end, side by side: those that have to hold at the same one. */
export const anyEndpointGroup: fc.Arbitrary<Filter> = fc
  .array(anyMatchOn(['namespace', 'name', 'kind', 'port', 'address']), { minLength: 2, maxLength: 3 })
  .map((of) => ({ kind: 'all', of }));

/** Both directions between two peers, as `a <-> b` says it. */
const anyPair: fc.Arbitrary<Filter> = fc
  .tuple(
    fc.array(anyMatchOn(['src_namespace', 'src_kind', 'src_resource', 'src_address']), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.array(anyMatchOn(['dst_port', 'dst_name', 'dst_namespace']), { minLength: 1, maxLength: 2 }),
  )
  .map(([a, b]) => ({ kind: 'eitherWay', of: { kind: 'all', of: [...a, ...b] } }));

/** What a text without a field means. */
const anySearch: fc.Arbitrary<Filter> = fc
  .oneof(
    anyText.filter((text) => text !== '').map(textValue),
    fc
      .constantFrom(...ADDRESSES, '10.0.0.1:80', '443', '70000', 'Pod.a.b', '0a:58:0a:80:00:01')
      .map(textValue),
    fc.tuple(anyWord, anyWord).map(([a, b]): FilterValue => ({ kind: 'pattern', pattern: `${a}*${b}` })),
  )
  .map(bareCondition);

/** A filter of any shape whose conditions are valid. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; group: Filter[] }>((tie) => ({
  group: fc.array(tie('filter'), { maxLength: 3 }),
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyMatch,
    tie('group').map((of): Filter => ({ kind: 'all', of })),
    tie('group').map((of): Filter => ({ kind: 'any', of })),
    tie('filter').map((of): Filter => ({ kind: 'not', of })),
    tie('filter').map((of): Filter => ({ kind: 'eitherWay', of })),
    anySearch,
    anyPair,
  ),
})).filter;

function anyMatchOn(fields: readonly string[]): fc.Arbitrary<Match> {
  return fc
    .constantFrom(...fields)
    .chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...operatorsOf(field))))
    .chain(([field, op]) =>
      fc.record({
        kind: fc.constant('match' as const),
        field: fc.constant(field),
        op: fc.constant(op),
        values: fc.array(anyValueOf(field, op), { minLength: 1, maxLength: 3 }),
      }),
    );
}

function anyValueOf(field: string, op: Operator): fc.Arbitrary<FilterValue> {
  const spec = specOf(field);
  const unset = fc.constant(textValue(''));
  if (op === '>' || op === '>=' || op === '<' || op === '<=') {
    return anyNumber(spec);
  }
  if (spec?.type === 'number' || spec?.type === 'number[]') {
    return fc.oneof({ arbitrary: anyNumber(spec), weight: 5 }, unset);
  }
  if (filterDefinition(field)?.id.endsWith('resource') === true) {
    return fc.oneof({ arbitrary: anyResource, weight: 5 }, unset);
  }
  const closed = closedWords(spec);
  const word = closed.length === 0 ? anyWord.map(textValue) : anyClosed(closed, op);
  const exact =
    spec?.format === 'ip' && (op === '=' || op === '!=')
      ? fc.oneof(fc.constantFrom(...ADDRESSES).map(textValue), unset)
      : word;
  return fc.oneof({ arbitrary: exact, weight: 4 }, anyPattern);
}

/** The words of the closed set of a field; none where any text may be meant. */
function closedWords(spec: FieldSpec | undefined): readonly string[] {
  return wordsMissed('none of them', spec) ?? [];
}

/** A word of a closed set, in any capitals, or what is not set; any text where a part of a word is asked for. */
function anyClosed(words: readonly string[], op: Operator): fc.Arbitrary<FilterValue> {
  const known = fc.constantFrom(...words, ...words.map((word) => word.toLowerCase()), '');
  return (op === '=' || op === '!=' ? known : anyWord).map(textValue);
}

function anyNumber(spec: FieldSpec | undefined): fc.Arbitrary<FilterValue> {
  const byFormat: Readonly<Partial<Record<string, readonly string[]>>> = {
    port: ['80', 'http', '443'],
    protocol: ['TCP', 'udp', '6'],
    ifDirection: ['0', 'egress'],
    bytes: ['80', '1kB', '2KiB'],
    ms: ['80', '1s'],
  };
  const plain = spec?.name === '_Ratio' ? RATIOS : NUMBERS;
  return fc.constantFrom(...(byFormat[spec?.format ?? ''] ?? plain.map(String))).map(textValue);
}

const anyResource: fc.Arbitrary<FilterValue> = fc
  .tuple(
    fc.constantFrom('Pod', 'pod', 'Service', 'Node', 'Deployment', '*'),
    fc.constantFrom('a', 'b', '*'),
    fc.constantFrom('a', 'b', 'a.b', 'a*'),
  )
  .map(([kind, namespace, name]) =>
    patternOrText(kind === 'Node' ? `${kind}.${name}` : `${kind}.${namespace}.${name}`),
  );

const anyPattern: fc.Arbitrary<FilterValue> = fc
  .tuple(anyWord, anyWord)
  .map(([before, after]) => ({ kind: 'pattern', pattern: `${before}*${after}` }));

function patternOrText(text: string): FilterValue {
  return text.includes('*') ? { kind: 'pattern', pattern: text } : textValue(text);
}

function textValue(text: string): FilterValue {
  return { kind: 'text', text };
}
