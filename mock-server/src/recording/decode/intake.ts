import type { TrafficRecord } from '#model/flow.ts';

import type { ExportOutcome } from '../../lib/export-end.ts';
import { readJsonEnd } from '../../lib/export-end.ts';
import type { Note, Tally, Unit } from '../tally.ts';
import { decodeRecord } from './decode-record.ts';

/** Gathers the records of one file, as a format finds them, and tells the tally of what is none. */
export class Intake {
  /** How the file is called when something of it is left out. */
  readonly path: string;
  readonly #unit: Unit;
  readonly #tally: Tally;
  #records: TrafficRecord[] = [];

  constructor(file: { readonly path: string; readonly unit: Unit }, tally: Tally) {
    this.path = file.path;
    this.#unit = file.unit;
    this.#tally = tally;
  }

  /** Takes a JSON value that should be a record, or is the end of an export. */
  add(value: unknown, line: number): void {
    const end = readJsonEnd(value);
    if (end !== undefined) {
      this.endExport(end);
      return;
    }
    const record = decodeRecord(value);
    if (record.ok) {
      this.#records.push(record.value);
    } else {
      this.leaveOut(line, record.error);
    }
  }

  /** Takes text that should be the JSON of a record; says whether it is JSON at all. */
  addJson(text: string, line: number): boolean {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      this.leaveOut(line, notJson(error));
      return false;
    }
    this.add(value, line);
    return true;
  }

  /** Takes text that may be the JSON of a record, and tells nobody when it is not; says whether it is JSON at all. */
  salvageJson(text: string): boolean {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    const record = decodeRecord(value);
    if (record.ok) {
      this.#records.push(record.value);
    }
    return true;
  }

  /** Takes note of how the export ended that the file is. */
  endExport({ count, isTruncated }: ExportOutcome): void {
    if (isTruncated) {
      this.remark({
        code: 'export-stopped',
        text: `an export that stopped at its limit of ${count} records: more matched`,
        numbers: { count },
      });
    }
  }

  leaveOut(line: number, reason: string): void {
    this.#tally.leaveOut({ path: this.path, unit: this.#unit, line, reason });
  }

  /** Something that holds for the file as a whole: see `RecordingFacts.notes`. */
  remark(note: Omit<Note, 'path'>): void {
    this.#tally.remark({ path: this.path, ...note });
  }

  /** What came since the last time. */
  take(): readonly TrafficRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** Why text is no JSON, in one line. */
export function notJson(error: unknown): string {
  return error instanceof Error ? `not JSON: ${error.message}` : 'not JSON';
}
