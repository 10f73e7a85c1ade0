/** How requests were answered, in one place to be printed. */
export class Tally {
  readonly #statuses = new Map<number, number>();
  #slowest = { ms: 0, what: '' };

  count(status: number, ms: number, what: string): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (ms > this.#slowest.ms) {
      this.#slowest = { ms, what };
    }
  }

  of(status: number): number {
    return this.#statuses.get(status) ?? 0;
  }

  get slowestMs(): number {
    return this.#slowest.ms;
  }

  toString(): string {
    const counts = [...this.#statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`);
    return `${counts.join(', ')}; slowest ${Math.round(this.#slowest.ms)} ms: ${this.#slowest.what.slice(0, 200)}`;
  }
}
