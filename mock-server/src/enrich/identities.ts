import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

/** What Kubernetes knows of an address, by the names of the fields without `Src` or `Dst`. */
type Identity = Readonly<Record<string, JsonValue | undefined>>;

const SIDES = ['Src', 'Dst'] as const;
type Side = (typeof SIDES)[number];

/**
 * Who is behind an IP address, as the flows of a recording say it.
 *
 * Connection tracking keeps the key fields of a connection alone; flowlogs-pipeline looks the rest up
 * afterwards, in the cluster. Here the flows are what is known of the cluster: what was said last of an
 * address holds, because addresses are given to other pods in time. The flow layer and the cluster's name
 * belong to a pair of addresses, whichever way it talks.
 */
export class Identities {
  readonly #byAddress = new Map<string, Identity>();
  readonly #byPair = new Map<string, Identity>();

  /** Takes note of what a flow says of its ends. A flow without Kubernetes fields says nothing. */
  learn(flow: TrafficRecord): void {
    for (const side of SIDES) {
      const address = textField(flow, `${side}Addr`);
      const identity = identityOf(flow, side);
      if (address !== undefined && identity !== undefined) {
        this.#byAddress.set(address, identity);
      }
    }
    const pair = pairOf(flow);
    const shared = fieldsOf(flow, (field) => (field.startsWith('K8S_') ? field : undefined));
    if (pair !== undefined && shared !== undefined) {
      this.#byPair.set(pair, shared);
    }
  }

  /** The record with what is known of its ends; a field that the record has already is left as it is. */
  putOn(record: TrafficRecord): TrafficRecord {
    const pair = pairOf(record);
    return {
      ...(pair === undefined ? undefined : this.#byPair.get(pair)),
      ...this.#of(record, 'Src'),
      ...this.#of(record, 'Dst'),
      ...record,
    };
  }

  #of(record: TrafficRecord, side: Side): Identity {
    const address = textField(record, `${side}Addr`);
    const identity = address === undefined ? undefined : this.#byAddress.get(address);
    return Object.fromEntries(
      Object.entries(identity ?? {}).map(([field, value]) => [`${side}${field}`, value]),
    );
  }
}

function identityOf(flow: TrafficRecord, side: Side): Identity | undefined {
  return fieldsOf(flow, (field) => {
    const name = field.startsWith(side) ? field.slice(side.length) : '';
    return name.startsWith('K8S_') || name === 'SubnetLabel' ? name : undefined;
  });
}

function fieldsOf(flow: TrafficRecord, nameOf: (field: string) => string | undefined): Identity | undefined {
  const fields = Object.entries(flow).flatMap(([field, value]) => {
    const name = nameOf(field);
    return name === undefined || value === undefined || value === null ? [] : [[name, value] as const];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

function pairOf(record: TrafficRecord): string | undefined {
  const src = textField(record, 'SrcAddr');
  const dst = textField(record, 'DstAddr');
  return src === undefined || dst === undefined ? undefined : [src, dst].sort().join(' ');
}
