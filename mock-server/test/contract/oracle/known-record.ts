import type { TrafficRecord } from '#model/flow.ts';

/** A single value of a field that is set. */
export type Element = string | number | boolean;

/** A record, with what is looked up again and again worked out once. */
export class KnownRecord {
  readonly record: TrafficRecord;
  /** Place in the order of ingest. */
  readonly index: number;
  readonly endMs: number;
  readonly type: string;
  readonly isDuplicate: boolean;
  readonly #elements = new Map<string, readonly Element[]>();

  constructor(record: TrafficRecord, index: number) {
    this.record = record;
    this.index = index;
    this.endMs = Number(record['TimeFlowEndMs'] ?? 0);
    this.type = (record['_RecordType'] as string | undefined) ?? 'flowLog';
    this.isDuplicate = record['Duplicate'] === true;
  }

  /** What a field holds: one value, several of a list, none when it is not set. */
  elements(field: string): readonly Element[] {
    let elements = this.#elements.get(field);
    if (elements === undefined) {
      elements = elementsOf(this.record[field]);
      this.#elements.set(field, elements);
    }
    return elements;
  }

  /** The number that a field holds. */
  number(field: string): number | undefined {
    const [value] = this.elements(field);
    return value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
  }
}

/** Records in the order of ingest, known newest first; of one instant, what was ingested last comes first. */
export function knownNewestFirst(records: readonly TrafficRecord[]): readonly KnownRecord[] {
  return records
    .map((record, index) => new KnownRecord(record, index))
    .sort((a, b) => b.endMs - a.endMs || b.index - a.index);
}

function elementsOf(value: unknown): readonly Element[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((element) => element !== undefined && element !== null && element !== '')
    .map((element) => (typeof element === 'object' ? JSON.stringify(element) : (element as Element)));
}
