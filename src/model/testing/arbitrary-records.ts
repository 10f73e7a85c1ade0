import fc from 'fast-check';

import type { JsonValue, TrafficRecord } from '../flow.ts';

/** Text that fields of arbitrary records hold: few, so that conditions hit. */
export const NAMES = [
  'a',
  'b',
  'A',
  'ab',
  'a.b',
  'Pod',
  'Node',
  'Deployment',
  'NoError',
  'SYN',
  'a"b',
  'é🦊',
  'true',
];

/** Numbers that they hold. */
export const NUMBERS = [0, 1, 6, 17, 80, 443, 1000, 2048, 1.5];

/** Ratios of directions. */
export const RATIOS = [-1, -0.5, -0.1, 0, 0.1, 0.5, 1];

const IPS = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '192.168.1.1', 'fd00::1', '::ffff:10.0.0.1', 'unknown'];

const unset = fc.constantFrom<JsonValue>(null, '');
const name = fc.constantFrom<JsonValue>(...NAMES);
const number = fc.oneof(
  fc.constantFrom<JsonValue>(...NUMBERS),
  fc.constantFrom<JsonValue>(...NUMBERS.map(String)),
  fc.constantFrom<JsonValue>('http', false),
);
const ip = fc.constantFrom<JsonValue>(...IPS);
const list = (of: fc.Arbitrary<JsonValue>) => fc.array(fc.oneof(of, unset), { maxLength: 3 });
const maybe = (of: fc.Arbitrary<JsonValue>) =>
  fc.oneof({ arbitrary: of, weight: 6 }, { arbitrary: unset, weight: 1 });

function endOf(prefix: 'Src' | 'Dst') {
  return {
    [`${prefix}K8S_Name`]: maybe(name),
    [`${prefix}K8S_Type`]: maybe(fc.constantFrom<JsonValue>('Pod', 'Service', 'Node')),
    [`${prefix}K8S_OwnerName`]: maybe(name),
    [`${prefix}K8S_OwnerType`]: maybe(fc.constantFrom<JsonValue>('Deployment', 'Pod', 'DaemonSet')),
    [`${prefix}K8S_Namespace`]: maybe(name),
    [`${prefix}K8S_Zone`]: maybe(name),
    [`${prefix}Addr`]: maybe(ip),
    [`${prefix}Port`]: maybe(number),
    [`Xlat${prefix}Addr`]: maybe(ip),
    [`Xlat${prefix}Port`]: maybe(number),
  };
}

/** A record with any of the fields that arbitrary filters look at, set or not, in every shape JSON allows. */
export const anyRecord: fc.Arbitrary<TrafficRecord> = fc.record<Record<string, JsonValue>>(
  {
    ...endOf('Src'),
    ...endOf('Dst'),
    Proto: maybe(number),
    Flags: maybe(fc.oneof(list(name), number)),
    IfDirections: maybe(list(number)),
    DnsFlagsResponseCode: maybe(name),
    AgentIP: maybe(ip),
    Bytes: maybe(number),
    Bytes_AB: maybe(number),
    Bytes_BA: maybe(number),
    _HashId: maybe(name),
    _DurationMs: maybe(number),
    _Ratio: maybe(fc.constantFrom<JsonValue>(...RATIOS)),
    _IsFirst: fc.boolean(),
    'Odd field': maybe(fc.oneof(name, number, list(name), fc.constant<JsonValue>({ a: 1 }))),
    'x"y\\': maybe(name),
  },
  { requiredKeys: [] },
);
