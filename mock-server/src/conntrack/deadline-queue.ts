/** A point in time at which something is due for an owner; it stands in one queue at most. */
export class Deadline<Owner> {
  atMs = 0;
  previous: Deadline<Owner> | undefined = undefined;
  next: Deadline<Owner> | undefined = undefined;
  readonly owner: Owner;

  constructor(owner: Owner) {
    this.owner = owner;
  }
}

/**
 * Deadlines in the order in which they were put in.
 *
 * That is the order of their times too, as a queue serves one timeout and a clock that does not go back;
 * with equal times the one that was put in first comes first. Every operation takes constant time.
 */
export class DeadlineQueue<Owner> {
  #first: Deadline<Owner> | undefined = undefined;
  #last: Deadline<Owner> | undefined = undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Deadline<Owner> | undefined {
    return this.#first;
  }

  /** The first deadline when the clock is past it: at its very time it is not due yet. */
  firstDue(nowMs: number): Deadline<Owner> | undefined {
    const first = this.#first;
    return first !== undefined && nowMs > first.atMs ? first : undefined;
  }

  /** Puts a deadline that is in no queue at the back. */
  append(deadline: Deadline<Owner>, atMs: number): void {
    deadline.atMs = atMs;
    deadline.previous = this.#last;
    deadline.next = undefined;
    if (this.#last === undefined) {
      this.#first = deadline;
    } else {
      this.#last.next = deadline;
    }
    this.#last = deadline;
    this.#size++;
  }

  /** Takes out a deadline of this queue. */
  remove(deadline: Deadline<Owner>): void {
    const { previous, next } = deadline;
    if (previous === undefined) {
      this.#first = next;
    } else {
      previous.next = next;
    }
    if (next === undefined) {
      this.#last = previous;
    } else {
      next.previous = previous;
    }
    deadline.previous = undefined;
    deadline.next = undefined;
    this.#size--;
  }

  /** Puts a deadline of this queue at its back, with a new time. */
  postpone(deadline: Deadline<Owner>, atMs: number): void {
    if (deadline === this.#last) {
      deadline.atMs = atMs;
      return;
    }
    this.remove(deadline);
    this.append(deadline, atMs);
  }
}
