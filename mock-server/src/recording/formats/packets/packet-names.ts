import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import type { Packet } from '../../meter/packet.ts';

/** What is known of one address: fields of flow logs without `Src` or `Dst` before them. */
type Names = Readonly<Record<string, string>>;

/** How `oc netobserv packets` calls the fields (the columns of its table), next to their own names. */
const FIELD_OF_COLUMN: Readonly<Record<string, string>> = {
  Name: 'K8S_Name',
  Kind: 'K8S_Type',
  Namespace: 'K8S_Namespace',
  Owner: 'K8S_OwnerName',
  'Owner Kind': 'K8S_OwnerType',
  'Node IP': 'K8S_HostIP',
  'Node Name': 'K8S_HostName',
  Zone: 'K8S_Zone',
};
const COMMENT_LINE = /^(?:Src|Source|Dst|Destination) ?([A-Za-z0-9_ ]+): (.+)$/;
const ABSENT = 'n/a';

/**
 * What `oc netobserv packets` writes into the comments of packets: the Kubernetes names of both ends.
 *
 * A comment begins with `Source` or `Destination` on a line of its own, and each line after it is a column and its
 * value. Other comments say nothing here.
 */
export class PacketNames {
  readonly #names = new Map<string, Names>();

  learn(packet: Packet, comments: readonly string[]): void {
    for (const comment of comments) {
      const [title = '', ...lines] = comment.split('\n');
      if (title === 'Source' || title === 'Destination') {
        const address = title === 'Source' ? packet.srcAddr : packet.dstAddr;
        this.#names.set(address, { ...this.#names.get(address), ...namesIn(lines) });
      }
    }
  }

  /** A flow log with what is known of its ends. */
  nameEnds(flow: TrafficRecord): TrafficRecord {
    return this.#names.size === 0
      ? flow
      : { ...flow, ...this.#namesOf(flow, 'Src'), ...this.#namesOf(flow, 'Dst') };
  }

  #namesOf(flow: TrafficRecord, end: 'Src' | 'Dst'): Names {
    const names = this.#names.get(textField(flow, `${end}Addr`) ?? '') ?? {};
    return Object.fromEntries(Object.entries(names).map(([name, value]) => [`${end}${name}`, value]));
  }
}

function namesIn(lines: readonly string[]): Names {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, column = '', value = ABSENT] = COMMENT_LINE.exec(line.trim()) ?? [];
      const field = FIELD_OF_COLUMN[column] ?? (column.startsWith('K8S_') ? column : undefined);
      return field === undefined || value === ABSENT ? [] : [[field, value] as const];
    }),
  );
}
