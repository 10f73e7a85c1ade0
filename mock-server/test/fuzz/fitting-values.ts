import type { Chance } from './chance.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** About when the tour was recorded. */
const RECORDED = { firstS: 1_795_415_300, lastS: 1_795_415_900 };

/** The text with a replacement for each half of a surrogate pair, which no encoding of a URL can say. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

const FIELDS = [
  'SrcAddr',
  'DstAddr',
  'SrcPort',
  'DstPort',
  'Proto',
  'Bytes',
  'Packets',
  'SrcK8S_Name',
  'DstK8S_Name',
  'SrcK8S_Namespace',
  'DstK8S_Namespace',
  'SrcK8S_OwnerName',
  'DstK8S_OwnerName',
  'SrcK8S_Type',
  'SrcK8S_HostName',
  'FlowDirection',
  'TimeFlowRttNs',
  'DnsLatencyMs',
  'DnsName',
  'DnsFlagsResponseCode',
  'PktDropPackets',
  'PktDropLatestDropCause',
  'Flags',
  'Interfaces',
  'IfDirections',
  'Dscp',
  'AgentIP',
  '_HashId',
  'Duplicate',
  'FieldOfTomorrow',
];
const OPERATORS = ['=', '!=', '~', '!~', '>=', '>', '<', '<='];
const VALUES = [
  '80',
  '443',
  'shop',
  '"shop"',
  'web*',
  '*',
  '""',
  '10.0.0.0/8',
  '"10.0.0.1"',
  'TCP',
  '6',
  '1000',
  'Pod',
  'SYN',
  'a,b',
];

/** Texts for parameters whose schema says no more than that they are texts. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  namespace: ['shop', 'default', 'nothing', ''],
  kind: ['Pod', 'Service', 'Node', 'Deployment', 'Namespace', ''],
  sort: ['-end', 'start', '-bytes', 'flows', 'duration', 'srcName', '-dstPort', 'status'],
  aggregateBy: ['app', 'namespace', 'owner', 'resource', 'host', 'cluster', 'zone', ...FIELDS],
  groups: ['namespaces', 'hosts+namespaces', 'owners', 'hosts', 'nothing'],
  type: ['Bytes', 'Packets', 'Flows', 'DnsFlows', 'TimeFlowRttNs', 'DnsLatencyMs', 'PktDropBytes', ...FIELDS],
  function: ['count', 'sum', 'avg', 'min', 'max', 'p90', 'p99', 'rate'],
  step: ['30s', '1m', '15s', '1h', '500ms', '1m30s'],
  rateInterval: ['1m', '30s', '5m', '2h'],
  dataSource: ['auto', 'loki', 'prom'],
  columns: ['SrcAddr,DstAddr', 'Bytes', FIELDS.join(',')],
  fields: ['SrcAddr,DstAddr', 'Proto', FIELDS.join(',')],
  field: FIELDS,
  format: ['csv', 'json', 'ndjson', 'zeek'],
};

/** A text for a parameter that its schema mostly takes, as what it is called suggests. */
export function fittingText(
  name: string,
  schema: JsonSchema,
  chance: Chance,
  hostile: readonly string[],
): string {
  if (name === 'filters') {
    return fittingFilter(chance, hostile);
  }
  const texts = TEXTS[name];
  if (texts !== undefined && !Array.isArray(schema['enum'])) {
    return chance.pick(texts);
  }
  if (/time$/i.test(name)) {
    return String(RECORDED.firstS + chance.below(RECORDED.lastS - RECORDED.firstS));
  }
  return String(fittingValue(schema, chance, hostile));
}

/** A value as a schema describes it, at its edges and a little beyond, too. */
export function fittingValue(schema: JsonSchema, chance: Chance, hostile: readonly string[]): unknown {
  const { type, enum: words, anyOf, properties, items, minimum = 0, maximum = 5000 } = schema;
  const [choices, options] = [words, anyOf].map((list): readonly unknown[] =>
    Array.isArray(list) ? list : [],
  );
  if (choices !== undefined && choices.length > 0) {
    return chance.pick(choices);
  }
  if (options !== undefined && options.length > 0) {
    return fittingValue(schemaOf(chance.pick(options)), chance, hostile);
  }
  switch (type) {
    case 'integer':
    case 'number':
      return numberBetween(Number(minimum), Number(maximum), chance);
    case 'boolean':
      return chance.once(2);
    case 'array':
      return chance.several(0, 4, () => fittingValue(schemaOf(items), chance, hostile));
    case 'object':
      return objectOf(schemaOf(properties), schema['required'], chance, hostile);
    default:
      return chance.way(
        () => chance.pick(FIELDS),
        () => chance.pick(Object.values(TEXTS).flat()),
        () => fittingFilter(chance, hostile),
        () => chance.pick(hostile),
      );
  }
}

function objectOf(
  properties: JsonSchema,
  required: unknown,
  chance: Chance,
  hostile: readonly string[],
): unknown {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const given = Object.entries(properties).filter(([name]) =>
    needed.includes(name) ? !chance.once(25) : chance.once(2),
  );
  return Object.fromEntries(
    given.map(([name, schema]) => {
      const isText = schemaOf(schema)['type'] === 'string' && !chance.once(5);
      return [
        name,
        isText
          ? fittingText(name, schemaOf(schema), chance, hostile)
          : fittingValue(schemaOf(schema), chance, hostile),
      ];
    }),
  );
}

/** Anything can stand in a schema's place in a document; only objects say something. */
function schemaOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}

function numberBetween(minimum: number, maximum: number, chance: Chance): number {
  if (chance.once(10)) {
    return chance.pick([minimum, maximum, minimum - 1, maximum + 1, minimum + 0.5]);
  }
  return minimum + chance.below(Math.min(maximum - minimum, 2000) + 1);
}

function fittingFilter(chance: Chance, hostile: readonly string[]): string {
  const conditions = chance.several(1, 3, () => {
    const values = chance.several(1, 2, () => {
      if (!chance.once(3)) {
        return chance.pick(VALUES);
      }
      const text = chance.pick(hostile);
      return chance.once(2) ? text : JSON.stringify(text);
    });
    const field = chance.once(30) ? chance.pick(hostile) : chance.pick(FIELDS);
    return `${field}${chance.pick(OPERATORS)}${values.join(',')}`;
  });
  const text = conditions.join(chance.pick(['&', '|']));
  return chance.once(3) ? encodeURIComponent(wellFormed(text)) : text;
}
