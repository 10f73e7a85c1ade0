import type { Intake } from '../../decode/intake.ts';
import { EARLIEST_MS, LATEST_MS } from '../../decode/record-times.ts';
import type { ReadPacket } from './packet-reading.ts';

/** So many packets with early times tell that the clock was never set, though others may follow. */
const MOST_HELD = 50_000;

type Held = { readonly read: ReadPacket; readonly number: number };

/**
 * Tells a clock that was never set from a broken time of single packets.
 *
 * Test rigs and boards without a battery count from 1970: a capture in which every packet is from before 1990 keeps
 * its times, and a note says so. Where other packets have times of these days, those from before 1990 are mistakes,
 * and so is any after 2200: they are left out, each with its number.
 */
export class ClockCheck {
  readonly #intake: Intake;
  #clock: 'unknown' | 'set' | 'never set' = 'unknown';
  #held: Held[] = [];

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** Looks at a packet by its number in the file; returns those that are known to be right. */
  check(read: ReadPacket, number: number): readonly ReadPacket[] {
    const ms = read.packet.timeUs / 1000;
    if (!(ms >= 0 && ms < LATEST_MS)) {
      this.#leaveOut(read, number);
      return [];
    }
    const isEarly = ms < EARLIEST_MS;
    if (this.#clock === 'unknown') {
      return isEarly ? this.#hold({ read, number }) : this.#set(read);
    }
    if (isEarly === (this.#clock === 'never set')) {
      return [read];
    }
    this.#leaveOut(read, number);
    return [];
  }

  /** No more packets come; returns those that were held back and are right. */
  end(): readonly ReadPacket[] {
    return this.#held.length > 0 ? this.#neverSet() : [];
  }

  #hold(held: Held): readonly ReadPacket[] {
    this.#held.push(held);
    return this.#held.length > MOST_HELD ? this.#neverSet() : [];
  }

  #set(read: ReadPacket): readonly ReadPacket[] {
    this.#clock = 'set';
    for (const held of this.#held) {
      this.#leaveOut(held.read, held.number);
    }
    this.#held = [];
    return [read];
  }

  #neverSet(): readonly ReadPacket[] {
    this.#clock = 'never set';
    const packets = this.#held.map(({ read }) => read);
    this.#held = [];
    const firstMs = Math.floor((packets[0]?.packet.timeUs ?? 0) / 1000);
    this.#intake.remark({
      code: 'clock-not-set',
      text: `its times are from before 1990, as of a clock that was never set, and are kept: the first is ${new Date(firstMs).toISOString()}`,
      numbers: { firstMs },
    });
    return packets;
  }

  #leaveOut({ packet }: ReadPacket, number: number): void {
    const ms = packet.timeUs / 1000;
    const isDate = Math.abs(ms) <= 8.64e15;
    const time = isDate ? new Date(ms).toISOString() : `${ms} ms`;
    this.#intake.leaveOut(number, `its time ${time} cannot be, or is none that the others have`);
  }
}
