import type { Sighting } from './flow-log.ts';

/** Clocks of two captures of the same packets may differ by so much, in microseconds. */
const SKEW_US = 1_000_000;
/** A capture that goes on where another one ended may begin so much before that. */
const SEAM_US = 5_000;

/** A sighting with its instant in microseconds since 1970. */
type Seen = Sighting & { readonly timeUs: number };

/**
 * Who counts a flow: the first interface, of the first capture, that saw it.
 *
 * When a capture ends, its flows are the others': at once where those go on after it (files of a capture that was
 * cut into several), else a second later, when what both saw has passed both clocks.
 */
export class Claims {
  readonly #countedAt = new Map<string, Sighting>();
  readonly #begunUs = new Map<string | undefined, number>();
  readonly #endedUs = new Map<string | undefined, number>();

  /** Where the packets of a flow count, a packet of which is seen now. */
  countedAt(key: string, seen: Seen): Sighting {
    if (!this.#begunUs.has(seen.observer)) {
      this.#begunUs.set(seen.observer, seen.timeUs);
    }
    const claim = this.#countedAt.get(key);
    if (claim !== undefined && !this.#isReleased(claim, seen)) {
      return claim;
    }
    this.#countedAt.set(key, seen);
    return seen;
  }

  /** A capture has ended, with a packet of this instant. */
  end(observer: string | undefined, lastUs: number): void {
    this.#endedUs.set(observer, lastUs);
  }

  /** Forgets where flows are counted that were not counted since the last time. */
  keepOnly(isCounted: (key: string) => boolean): void {
    for (const key of this.#countedAt.keys()) {
      if (!isCounted(key)) {
        this.#countedAt.delete(key);
      }
    }
  }

  #isReleased(claim: Sighting, seen: Seen): boolean {
    const endedUs = this.#endedUs.get(claim.observer);
    if (endedUs === undefined || claim.observer === seen.observer) {
      return false;
    }
    const begunUs = this.#begunUs.get(seen.observer) ?? seen.timeUs;
    return seen.timeUs > endedUs + SKEW_US || begunUs >= endedUs - SEAM_US;
  }
}
