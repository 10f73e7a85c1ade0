import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../../decode/intake.ts';
import { Meter } from '../../meter/meter.ts';
import type { Packet } from '../../meter/packet.ts';
import { packetComments, parseTsharkLine } from '../../meter/tshark-fields.ts';
import { OrderBuffer } from '../../order/order-buffer.ts';
import type { Format } from '../format.ts';
import { LineSplitter, TOO_LONG } from '../../scan/line-splitter.ts';
import { PacketNames } from './packet-names.ts';
import { Tshark } from './tshark.ts';

/** Packets of several interfaces are written a little out of order. */
const WINDOW_PACKETS = 2000;

/**
 * A capture of packets, pcap or pcapng: decoded by tshark and metered as NetObserv's agent does, with evictions at
 * every full 5 s.
 *
 * Who captured is not known, so the flow logs have no `AgentIP` and no `FlowDirection`; interfaces and their
 * directions are there when the file has them. Bytes are those on the wire even where packets were cut short. The
 * outermost headers count: a tunnel is one flow. Fragments but the first have no ports. Names of Kubernetes that
 * `oc netobserv packets` puts into comments come along.
 */
export const PACKETS: Format = {
  name: 'a capture of packets',
  order: 'nearly-sorted',
  unit: 'packet',
  isDecodedOnce: true,
  async *read(file, intake) {
    const metering = new Metering(intake);
    const tshark = new Tshark(file);
    const splitter = new LineSplitter({
      line: (text) => {
        metering.push(text);
      },
      tooLong: (line) => {
        intake.leaveOut(line, TOO_LONG);
      },
    });
    for await (const chunk of tshark.output()) {
      splitter.push(chunk);
      yield intake.take();
    }
    splitter.end();
    metering.end();
    if (tshark.complaint !== '') {
      intake.leaveOut(metering.packets + 1, `behind packet ${metering.packets}: ${tshark.complaint}`);
    }
    yield intake.take();
    return undefined;
  },
};

/** Turns lines of tshark into flow logs. */
class Metering {
  readonly #intake: Intake;
  readonly #meter = new Meter({ evictionPhaseUs: 0 });
  readonly #buffer = new OrderBuffer<Packet>(WINDOW_PACKETS, (packet) => packet.timeUs);
  readonly #names = new PacketNames();
  #packets = 0;
  #others = 0;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** How many were decoded. */
  get packets(): number {
    return this.#packets;
  }

  push(line: string): void {
    this.#packets += 1;
    const packet = parseTsharkLine(line);
    if (packet === undefined) {
      this.#others += 1;
      return;
    }
    this.#names.learn(packet, packetComments(line));
    this.#meterAll(this.#buffer.push([packet]));
  }

  end(): void {
    this.#meterAll(this.#buffer.flush());
    this.#add(this.#meter.flush());
    if (this.#others > 0) {
      this.#intake.remark({
        code: 'not-ip',
        text: `${this.#others} of ${this.#packets} packets are not IP and make no flows`,
        numbers: { others: this.#others, packets: this.#packets },
      });
    }
  }

  #meterAll(packets: readonly Packet[]): void {
    for (const packet of packets) {
      this.#add(this.#meter.push(packet));
    }
  }

  #add(flows: readonly TrafficRecord[]): void {
    for (const flow of flows) {
      this.#intake.add(this.#names.nameEnds(flow), this.#packets);
    }
  }
}
