import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { isEvent } from '#model/event.ts';
import type { RecordingNoteCode } from '#model/wire/recording-note.ts';

import { arrivalMs } from './arrival.ts';
import type { Oddity } from './decode/oddity.ts';
import { Oddities } from './oddities.ts';
import { FeatureSightings } from './features.ts';

/** What a file is counted in. */
export const UNITS = ['line', 'packet', 'row'] as const;
export type Unit = (typeof UNITS)[number];

/** Something of a file that is no record, and why. Lines, packets and rows count from 1. */
export type LeftOut = {
  readonly path: string;
  readonly unit: Unit;
  readonly line: number;
  readonly reason: string;
};

/** Something that holds for a file, or for the recording as a whole. */
export type Note = {
  readonly code: RecordingNoteCode;
  /** The file that it is about, as it is called in messages. */
  readonly path?: string;
  /** A sentence, without the file. */
  readonly text: string;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly texts?: Readonly<Record<string, string>>;
};

/** What was found in a recording, as far as it was read. */
export type RecordingFacts = {
  readonly flows: number;
  /** Records of connection tracking that the recording brought along. */
  readonly events: number;
  /** Arrival of the first and of the last record, in ms since the epoch; absent before the first one. */
  readonly span?: { readonly firstMs: number; readonly lastMs: number };
  /** Start of the first flow and end of the last one, in the same unit: what has to be looked at to see all. */
  readonly traffic?: { readonly firstMs: number; readonly lastMs: number };
  /** Number of different addresses. */
  readonly endpoints: number;
  /** NetObserv's names of the features that the recorded cluster had (`flowRTT`, `dnsTracking` …). */
  readonly features: readonly string[];
  readonly leftOutCount: number;
  /** The same by what is counted. */
  readonly leftOutOf: Readonly<Partial<Record<Unit, number>>>;
  /** The first twenty of what was left out. */
  readonly leftOut: readonly LeftOut[];
  /** Records that stand so late in their file that younger ones had been handed on before them. */
  readonly late: number;
  /** What else there is to know of the files. */
  readonly notes: readonly Note[];
};

const LISTED = 20;

/** Counts what one reading of a recording finds, while it is read. */
export class Tally {
  #flows = 0;
  #events = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  #startMs = Infinity;
  #endMs = -Infinity;
  readonly #leftOutOf = new Map<Unit, number>();
  readonly #leftOut: LeftOut[] = [];
  #late = 0;
  readonly #notes = new Map<string, Note>();
  readonly #oddities = new Oddities();
  readonly #addresses = new Set<string>();
  readonly #features = new FeatureSightings();

  note(records: readonly TrafficRecord[]): void {
    for (const record of records) {
      if (isEvent(record)) {
        this.#events += 1;
      } else {
        this.#flows += 1;
      }
      const atMs = arrivalMs(record);
      this.#firstMs = Math.min(this.#firstMs, atMs);
      this.#lastMs = Math.max(this.#lastMs, atMs);
      const endMs = numberField(record, 'TimeFlowEndMs') ?? atMs;
      this.#startMs = Math.min(this.#startMs, numberField(record, 'TimeFlowStartMs') ?? endMs);
      this.#endMs = Math.max(this.#endMs, endMs);
      this.#noteAddress(record, 'SrcAddr');
      this.#noteAddress(record, 'DstAddr');
      this.#features.note(record);
    }
  }

  leaveOut(leftOut: LeftOut): void {
    this.#countLeftOut(leftOut.unit, 1);
    if (this.#leftOut.length < LISTED) {
      this.#leftOut.push(leftOut);
    }
  }

  /** A record is read all the same. */
  noteOddities(oddities: readonly Oddity[], place: Omit<LeftOut, 'reason'>): void {
    this.#oddities.note(oddities, place);
  }

  countLate(count: number): void {
    this.#late += count;
  }

  /** Takes note of something that holds for a whole file; the same note counts once. */
  remark(note: Note): void {
    this.#notes.set(`${note.path ?? ''} ${note.text}`, note);
  }

  /** Takes over what another tally knows of things that are no records. */
  addLeftOut({ leftOut, leftOutOf, notes }: Pick<RecordingFacts, 'leftOut' | 'leftOutOf' | 'notes'>): void {
    this.#leftOut.push(...leftOut.slice(0, LISTED - this.#leftOut.length));
    for (const unit of UNITS) {
      this.#countLeftOut(unit, leftOutOf[unit] ?? 0);
    }
    notes.forEach((note) => {
      this.remark(note);
    });
  }

  get facts(): RecordingFacts {
    return {
      flows: this.#flows,
      events: this.#events,
      ...(this.#firstMs > this.#lastMs
        ? {}
        : {
            span: { firstMs: this.#firstMs, lastMs: this.#lastMs },
            traffic: { firstMs: this.#startMs, lastMs: this.#endMs },
          }),
      endpoints: this.#addresses.size,
      features: this.#features.features,
      leftOutCount: [...this.#leftOutOf.values()].reduce((sum, count) => sum + count, 0),
      leftOutOf: Object.fromEntries(this.#leftOutOf),
      leftOut: [...this.#leftOut],
      late: this.#late,
      notes: [...this.#notes.values(), ...this.#oddities.notes],
    };
  }

  #countLeftOut(unit: Unit, count: number): void {
    if (count > 0) {
      this.#leftOutOf.set(unit, (this.#leftOutOf.get(unit) ?? 0) + count);
    }
  }

  #noteAddress(record: TrafficRecord, field: string): void {
    const address = textField(record, field);
    if (address !== undefined) {
      this.#addresses.add(address);
    }
  }
}
