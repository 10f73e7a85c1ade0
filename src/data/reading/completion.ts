import type { Conversation } from '#model/conversation/conversation.ts';
import type { LogType, RecordType } from '#model/event.ts';
import type { Slice } from '#model/reading/slice.ts';
import { secondsIn } from '#model/reading/slice.ts';
import { ApiError } from '../../api/api-error.ts';
import type { EventSet } from './event-set.ts';
import type { ReadContext } from './read-context.ts';
import { nowS } from './read-context.ts';
import { readByIds } from './read-events.ts';
import type { ReadingFailure } from './reading-end.ts';

/** Of a conversation that is open something was heard in the last so many seconds. */
const HEARTBEAT_S = 60;

/** In so many seconds an id has few events: all of them are read. */
const FEW_EVENTS_S = 900;

/** Reads, by their ids, what of conversations lies outside of what was read. */
export class Completion {
  readonly #context: ReadContext;
  readonly #events: EventSet;
  /** Ids of which it could not be read how they went on. */
  readonly #cutOff = new Set<string>();
  /** Ids of which it could not be read what was told before. */
  readonly #lacking = new Set<string>();
  /** Ids of which not every event was read, as the others say nothing of how they went on. */
  readonly #skipped = new Set<string>();
  #failure: ReadingFailure | undefined;

  constructor(context: ReadContext, events: EventSet) {
    this.#context = context;
    this.#events = events;
  }

  /** What the backend said when it did not answer; `undefined` when what was not read was too much. */
  get failure(): ReadingFailure | undefined {
    return this.#failure;
  }

  /** Whether it could not be read how a conversation went on. */
  isCutOff({ id, status }: Conversation): boolean {
    return status === 'open' && this.#cutOff.has(id);
  }

  /** Whether it could not be read what else there is of an id. */
  isUncertain(id: string): boolean {
    return this.#cutOff.has(id) || this.#lacking.has(id);
  }

  /** Whether not every event of a conversation was read. */
  hasSkipped({ id }: Conversation): boolean {
    return this.#skipped.has(id);
  }

  /** Whether it could not be read what was told of a conversation before. */
  isLacking({ id }: Conversation): boolean {
    return this.#lacking.has(id);
  }

  /** Reads how conversations went on in a slice, which ends now. */
  async readOn(some: readonly Conversation[], slice: Slice): Promise<void> {
    if (secondsIn(slice) <= FEW_EVENTS_S) {
      await this.readEveryOn(some, slice);
    } else {
      await this.#readEnds(some, slice);
    }
  }

  /** Reads every event of conversations in a slice that comes after what was read. */
  async readEveryOn(some: readonly Conversation[], slice: Slice): Promise<void> {
    if (some.length > 0 && !(await this.#read(some, 'allConnections', slice))) {
      note(this.#cutOff, some);
    }
  }

  /** Reads every event of conversations in a slice that comes before what was read. */
  async readBefore(some: readonly Conversation[], slice: Slice): Promise<void> {
    if (some.length > 0 && !(await this.#read(some, 'allConnections', slice))) {
      this.leave(some);
    }
  }

  /** Notes that of conversations no more is read. */
  leave(some: readonly Conversation[]): void {
    note(this.#lacking, some);
  }

  /** Reads the end if there is one, else the latest heartbeat; and all events of what is silent without an end. */
  async #readEnds(some: readonly Conversation[], slice: Slice): Promise<void> {
    note(this.#skipped, some);
    const areEndsRead = await this.#read(some, 'endConnection', slice);
    const recent = { startS: Math.max(slice.startS, nowS(this.#context) - HEARTBEAT_S), endS: slice.endS };
    if (!areEndsRead || !(await this.#read(this.#openAmong(some), 'allConnections', recent))) {
      note(this.#cutOff, this.#openAmong(some));
      return;
    }
    const silent = this.#openAmong(some).filter(({ endMs }) => endMs < recent.startS * 1000);
    if (!(await this.#read(silent, 'allConnections', slice))) {
      note(this.#cutOff, silent);
    }
  }

  #openAmong(some: readonly Conversation[]): readonly Conversation[] {
    const ids = new Set(some.map(({ id }) => id));
    return this.#events.conversations.filter(({ id, status }) => status === 'open' && ids.has(id));
  }

  /** False when there was more than could be read, or no answer. */
  async #read(
    some: readonly Conversation[],
    recordType: LogType | RecordType,
    slice: Slice,
  ): Promise<boolean> {
    const ids = some.map(({ id }) => id);
    try {
      const { events, end } = await readByIds(ids, { recordType, slice }, this.#context);
      this.#events.add(events);
      this.#failure ??= end.kind === 'stopped' && end.stop.by === 'failure' ? end.stop.error : undefined;
      return end.kind === 'whole';
    } catch (error) {
      if (this.#context.signal.aborted || !(error instanceof ApiError)) {
        throw error;
      }
      this.#failure ??= error;
      return false;
    }
  }
}

function note(ids: Set<string>, some: readonly Conversation[]): void {
  for (const { id } of some) {
    ids.add(id);
  }
}
