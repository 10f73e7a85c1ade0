/** How the writing of a file ended. */
export type ExportOutcome = {
  /** How many records, or conversations, are in it. */
  readonly count: number;
  /** Whether the limit was reached and more match; how many more is not known. */
  readonly isTruncated: boolean;
};

/** The one member of the object that ends a file of JSON lines. */
export const EXPORT_MEMBER = '_export';

const CSV_COMPLETE = /^# complete: (\d+) records?$/;
const CSV_TRUNCATED = /^# truncated at (\d+) records?: more match$/;
const CSV_QUERY = /^# query\b/;

/** The last line of a CSV file, which says how it ended. */
export function printCsvEnd({ count, isTruncated }: ExportOutcome): string {
  const records = count === 1 ? '1 record' : `${count} records`;
  return isTruncated ? `# truncated at ${records}: more match` : `# complete: ${records}`;
}

/** What a line at the end of a CSV file says; `undefined` when it is not such a line. */
export function readCsvEnd(line: string): ExportOutcome | 'query' | undefined {
  if (CSV_QUERY.test(line)) {
    return 'query';
  }
  const [, whole] = CSV_COMPLETE.exec(line) ?? [];
  const [, part] = CSV_TRUNCATED.exec(line) ?? [];
  const count = whole ?? part;
  return count === undefined ? undefined : { count: Number(count), isTruncated: part !== undefined };
}

/** What the object at the end of JSON lines says; `undefined` when the value is something else. */
export function readJsonEnd(value: unknown): ExportOutcome | undefined {
  // The cheapest first: every record is asked.
  if (typeof value !== 'object' || value === null || !(EXPORT_MEMBER in value)) {
    return undefined;
  }
  if (Object.keys(value).length > 1) {
    return undefined;
  }
  const { [EXPORT_MEMBER]: end } = value;
  return isOutcome(end) ? { count: end.count, isTruncated: end.isTruncated } : undefined;
}

function isOutcome(value: unknown): value is ExportOutcome {
  return (
    typeof value === 'object' &&
    value !== null &&
    'count' in value &&
    typeof value.count === 'number' &&
    'isTruncated' in value &&
    typeof value.isTruncated === 'boolean'
  );
}
