/** The hash of one end of a connection. */
export type End = { readonly high: number; readonly low: number };

/** Of so many connections that are over it is known who opened them; then the oldest are forgotten. */
const MOST_KNOWN = 100_000;

/**
 * Who opened connections that are over, as far as a SYN told: one that goes on after a silence has the same client,
 * whoever speaks first.
 */
export class Openers {
  readonly #byConnection = new Map<string, End>();

  /** The end that opened a connection, by the hash of its tuple and cluster; forgets it. */
  take(high: number, low: number): End | undefined {
    const key = keyOf(high, low);
    const opener = this.#byConnection.get(key);
    this.#byConnection.delete(key);
    return opener;
  }

  remember(high: number, low: number, opener: End): void {
    const key = keyOf(high, low);
    this.#byConnection.delete(key);
    this.#byConnection.set(key, opener);
    if (this.#byConnection.size > MOST_KNOWN) {
      const [oldest = key] = this.#byConnection.keys();
      this.#byConnection.delete(oldest);
    }
  }
}

function keyOf(high: number, low: number): string {
  return `${high} ${low}`;
}
