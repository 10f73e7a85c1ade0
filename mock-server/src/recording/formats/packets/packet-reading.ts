import { counted } from '../../../lib/counted.ts';
import type { Intake } from '../../decode/intake.ts';
import type { InputFile } from '../../input/input-file.ts';
import type { Packet } from '../../meter/packet.ts';
import { packetComments, readTsharkLine } from '../../meter/tshark-fields.ts';
import type { TunnelView } from '../../meter/tshark-layers.ts';
import { OrderBuffer } from '../../order/order-buffer.ts';
import { LineSplitter, TOO_LONG } from '../../scan/line-splitter.ts';
import { ClockCheck } from './clock-check.ts';
import { Tshark } from './tshark.ts';

/** Packets of several interfaces are written a little out of order. */
const WINDOW_PACKETS = 2000;

/** A packet of a capture, and what the file says of it. */
export type ReadPacket = { readonly packet: Packet; readonly comments: readonly string[] };

export type PacketReadingOptions = {
  readonly file: InputFile;
  readonly intake: Intake;
  readonly tunnels: TunnelView;
  /** What the packets' observer is called, where several captures are read together. */
  readonly observer: string | undefined;
};

/** The packets of one capture in the order of their time, as they are read. */
export class PacketReading {
  readonly observer: string | undefined;
  readonly #options: PacketReadingOptions;
  readonly #tshark: Tshark;
  readonly #output: AsyncGenerator<Buffer, undefined>;
  readonly #splitter: LineSplitter;
  readonly #buffer = new OrderBuffer<ReadPacket>(WINDOW_PACKETS, ({ packet }) => packet.timeUs);
  readonly #clock: ClockCheck;
  readonly #tunnels = new Map<string, number>();
  #ready: ReadPacket[] = [];
  #index = 0;
  #packets = 0;
  #others = 0;
  #isOver = false;

  constructor(options: PacketReadingOptions) {
    this.observer = options.observer;
    this.#options = options;
    this.#tshark = new Tshark(options.file);
    this.#output = this.#tshark.output();
    this.#clock = new ClockCheck(options.intake);
    this.#splitter = new LineSplitter({
      line: (text) => {
        this.#take(text);
      },
      tooLong: (line) => {
        options.intake.leaveOut(line, TOO_LONG);
      },
    });
  }

  /** The next one, as far as it is read already: see `load`. */
  get next(): ReadPacket | undefined {
    return this.#ready[this.#index];
  }

  /** Goes on to the one after `next`; says whether that is read already. */
  advance(): boolean {
    this.#index += 1;
    return this.#index < this.#ready.length;
  }

  /** The next one, read if need be; none at the end. Throws a `RecordingError` when tshark is not installed. */
  async load(): Promise<ReadPacket | undefined> {
    while (this.next === undefined && !this.#isOver) {
      this.#ready = [];
      this.#index = 0;
      const step = await this.#output.next();
      if (step.done === true) {
        this.#splitter.end();
        this.#keep(this.#clock.end());
        this.#ready.push(...this.#buffer.flush());
        this.#isOver = true;
      } else {
        this.#splitter.push(step.value);
      }
    }
    return this.next;
  }

  /** Tells the intake what is to be known of the capture, once it is read. */
  tell(): void {
    const { intake } = this.#options;
    const [packets, others] = [this.#packets, this.#others];
    if (others > 0) {
      const text =
        others === packets
          ? `${counted(packets, 'packet')}, none of them IP`
          : `${others} of ${counted(packets, 'packet')} ${others === 1 ? 'is' : 'are'} not IP and make no flows`;
      intake.remark({ code: 'not-ip', text, numbers: { others, packets } });
    }
    this.#tellTunnels();
    if (this.#tshark.complaint !== '') {
      intake.leaveOut(packets + 1, `behind packet ${packets}: ${this.#tshark.complaint}`);
    }
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    await this.#output.return(undefined);
  }

  #take(line: string): void {
    this.#packets += 1;
    const { packet, tunnel, isCut } = readTsharkLine(line, this.#options.tunnels);
    if (packet === undefined) {
      if (isCut) {
        this.#options.intake.leaveOut(this.#packets, 'cut short before its addresses');
      } else {
        this.#others += 1;
      }
      return;
    }
    if (tunnel !== undefined) {
      this.#tunnels.set(tunnel, (this.#tunnels.get(tunnel) ?? 0) + 1);
    }
    const read = {
      packet: this.observer === undefined ? packet : { ...packet, observer: this.observer },
      comments: packetComments(line),
    };
    this.#keep(this.#clock.check(read, this.#packets));
  }

  #keep(packets: readonly ReadPacket[]): void {
    this.#ready.push(...this.#buffer.push(packets));
  }

  #tellTunnels(): void {
    if (this.#tunnels.size === 0) {
      return;
    }
    const packets = [...this.#tunnels.values()].reduce((sum, count) => sum + count, 0);
    const tunnels = [...this.#tunnels.keys()].sort().join(', ');
    const shown = this.#options.tunnels;
    const what =
      shown === 'inner'
        ? 'the flows are what the tunnels carry'
        : 'the flows are those between the ends of the tunnels (--tunnels inner shows what they carry)';
    this.#options.intake.remark({
      code: 'tunnels',
      text: `${packets} of ${counted(this.#packets, 'packet')} come through tunnels (${tunnels}): ${what}`,
      numbers: { packets },
      texts: { tunnels, shown },
    });
  }
}
