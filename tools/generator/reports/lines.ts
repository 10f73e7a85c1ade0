/** A piece of a line, already in bytes: what many lines have in common is encoded once. */
export type Fragment = Uint8Array;

const encoder = new TextEncoder();

/** Text as a fragment. */
export function fragment(text: string): Fragment {
  return encoder.encode(text);
}

/** No fragment at all. */
export const EMPTY: Fragment = new Uint8Array(0);

/** A batch is handed out when it has so many bytes; a line is much shorter than the room that is left then. */
const BATCH_BYTES = 128 * 1024;
const ROOM_BYTES = 16 * 1024;

const ZERO = 48;
const BILLION = 1_000_000_000;

/**
 * Lines in the making, as bytes: pieces are copied and digits written where they belong.
 *
 * Joining strings would make and flatten dozens of them for each line; this is several times as fast.
 */
export class LineBuffer {
  readonly #bytes = new Uint8Array(BATCH_BYTES + ROOM_BYTES);
  #length = 0;
  #taken = 0;

  /** Whether it is time to take what there is. */
  get isFull(): boolean {
    return this.#length >= BATCH_BYTES;
  }

  /** How many bytes have been written, those already taken included. */
  get total(): number {
    return this.#taken + this.#length;
  }

  /** Where the next piece goes; good until something is taken. */
  get place(): number {
    return this.#length;
  }

  /** A copy of what was written between two places. */
  copy(from: number, to: number): Fragment {
    return this.#bytes.slice(from, to);
  }

  /** Appends a fragment. */
  put(piece: Fragment): void {
    this.#bytes.set(piece, this.#length);
    this.#length += piece.length;
  }

  /** Appends all fragments. */
  putAll(pieces: readonly Fragment[]): void {
    for (const piece of pieces) {
      this.put(piece);
    }
  }

  /** Appends a whole number, 0 or more. */
  putNumber(value: number): void {
    if (value < BILLION) {
      this.#putDigits(value, digitsOf(value));
      return;
    }
    const billions = Math.floor(value / BILLION);
    this.putNumber(billions);
    this.#putDigits(value - billions * BILLION, 9);
  }

  /** A copy of what there is, which is then no longer here. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#taken += this.#length;
    this.#length = 0;
    return taken;
  }

  /** Appends so many digits of a number below a billion, from its last to its first. */
  #putDigits(value: number, count: number): void {
    const bytes = this.#bytes;
    let rest = value | 0;
    for (let place = this.#length + count - 1; place >= this.#length; place--) {
      const tenth = (rest / 10) | 0;
      bytes[place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += count;
  }
}

function digitsOf(value: number): number {
  let count = 1;
  for (let power = 10; value >= power; power *= 10) {
    count++;
  }
  return count;
}
