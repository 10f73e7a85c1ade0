import { FIELDS } from '#model/fields/registry.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

/** Values of fields by their names. */
type Fields = Readonly<Record<string, JsonValue>>;

/** What Kubernetes knows of an end: fields of the source and of the destination, in the same order. */
const SOURCE_FIELDS = FIELDS.map(({ name }) => name).filter((name) => /^Src(?:K8S_|SubnetLabel)/.test(name));
const DESTINATION_FIELDS = SOURCE_FIELDS.map((name) => name.replace('Src', 'Dst'));
/** What it knows of the two ends of a connection together. */
const PAIR_FIELDS = FIELDS.map(({ name }) => name).filter((name) => name.startsWith('K8S_'));

/**
 * Who is behind an IP address, as the flows of a recording say it.
 *
 * Connection tracking keeps the key fields of a connection alone; flowlogs-pipeline looks the rest up
 * afterwards, in the cluster. Here the flows are what is known of the cluster: what was said last of an
 * address holds, because addresses are given to other pods in time. The flow layer and the cluster's name
 * belong to a pair of addresses, whichever way it talks.
 */
export class Identities {
  /** By address: the values of `SOURCE_FIELDS`, or of `DESTINATION_FIELDS`. */
  readonly #byAddress = new Map<string, readonly (JsonValue | undefined)[]>();
  readonly #byPair = new Map<string, Fields>();

  /** Takes note of what a flow says of its ends. A flow without Kubernetes fields says nothing. */
  learn(flow: TrafficRecord): void {
    this.#learnEnd(textField(flow, 'SrcAddr'), flow, SOURCE_FIELDS);
    this.#learnEnd(textField(flow, 'DstAddr'), flow, DESTINATION_FIELDS);
    const pair = pairOf(flow);
    if (pair !== undefined && PAIR_FIELDS.some((field) => isSet(flow[field]))) {
      this.#byPair.set(
        pair,
        fieldsOf(PAIR_FIELDS, (_index, field) => flow[field]),
      );
    }
  }

  /** The record with what is known of its ends; a field that the record has already is left as it is. */
  putOn(record: TrafficRecord): TrafficRecord {
    const pair = pairOf(record);
    return {
      ...(pair === undefined ? undefined : this.#byPair.get(pair)),
      ...this.#of(textField(record, 'SrcAddr'), SOURCE_FIELDS),
      ...this.#of(textField(record, 'DstAddr'), DESTINATION_FIELDS),
      ...record,
    };
  }

  #learnEnd(address: string | undefined, flow: TrafficRecord, fields: readonly string[]): void {
    if (address !== undefined && fields.some((field) => isSet(flow[field]))) {
      this.#byAddress.set(
        address,
        fields.map((field) => flow[field]),
      );
    }
  }

  #of(address: string | undefined, fields: readonly string[]): Fields {
    const values = address === undefined ? undefined : this.#byAddress.get(address);
    return values === undefined ? {} : fieldsOf(fields, (index) => values[index]);
  }
}

function fieldsOf(
  fields: readonly string[],
  valueOf: (index: number, field: string) => JsonValue | undefined,
): Fields {
  const found: Record<string, JsonValue> = {};
  for (const [index, field] of fields.entries()) {
    const value = valueOf(index, field);
    if (isSet(value)) {
      found[field] = value;
    }
  }
  return found;
}

function isSet(value: JsonValue | undefined): value is NonNullable<JsonValue> {
  return value !== undefined && value !== null;
}

function pairOf(record: TrafficRecord): string | undefined {
  const src = textField(record, 'SrcAddr');
  const dst = textField(record, 'DstAddr');
  if (src === undefined || dst === undefined) {
    return undefined;
  }
  return src < dst ? `${src} ${dst}` : `${dst} ${src}`;
}
