import type { TrafficRecord } from '#model/flow.ts';

import type { ExportOutcome } from '../../lib/export-end.ts';
import { readJsonEnd } from '../../lib/export-end.ts';
import type { Note, Tally, Unit } from '../tally.ts';
import type { Decoded } from './decode-record.ts';
import { decodeRecord } from './decode-record.ts';
import { parseJson, roundedIn } from './json-text.ts';
import type { NumberStyle } from './number-fields.ts';
import type { Oddity } from './oddity.ts';
import { unwrapped } from './unwrapped.ts';

/** Gathers the records of one file, as a format finds them, and tells the tally of what is none. */
export class Intake {
  /** How the file is called when something of it is left out. */
  readonly path: string;
  readonly #unit: Unit;
  readonly #tally: Tally;
  #records: TrafficRecord[] = [];
  #style: NumberStyle = { hasDecimalComma: false };

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
    const decoded = decodeRecord(unwrapped(value), this.#style);
    if (decoded.ok) {
      this.#take(decoded.value, line);
    } else {
      this.leaveOut(line, decoded.error);
    }
  }

  /** Takes a record that is right: nothing of it is looked at. */
  addDecoded(record: TrafficRecord): void {
    this.#records.push(record);
  }

  /** From here on a comma in a number stands before its fraction. */
  useDecimalComma(): void {
    this.#style = { hasDecimalComma: true };
  }

  /** Something is wrong with what stands in a line, which is read all the same. */
  noteOddities(oddities: readonly Oddity[], line: number): void {
    this.#tally.noteOddities(oddities, { path: this.path, unit: this.#unit, line });
  }

  /**
   * Takes text that should be the JSON of a record; says whether it is JSON at all.
   *
   * `complete` adds what the file says elsewhere; `where` stands before the reason when it is none.
   */
  addJson(
    text: string,
    line: number,
    {
      complete,
      where = '',
    }: { readonly complete?: (value: unknown) => unknown; readonly where?: string } = {},
  ): boolean {
    const value = parseJson(text);
    if (!value.ok) {
      this.leaveOut(line, `${where}${value.error}`);
      return false;
    }
    this.add(complete === undefined ? value.value : complete(value.value), line);
    this.noteOddities(roundedIn(text), line);
    return true;
  }

  /** Takes text that may be the JSON of a record, and tells nobody when it is not; says whether it is JSON at all. */
  salvageJson(text: string, line: number): boolean {
    const value = parseJson(text);
    if (!value.ok) {
      return false;
    }
    const decoded = decodeRecord(value.value);
    if (decoded.ok) {
      this.#take(decoded.value, line);
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

  #take({ record, oddities }: Decoded, line: number): void {
    this.#records.push(record);
    if (oddities.length > 0) {
      this.noteOddities(oddities, line);
    }
  }

  /** What came since the last time. */
  take(): readonly TrafficRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
