import type { TunnelView } from '../meter/tshark-layers.ts';
import { isUtf32 } from '../input/text-encoding.ts';
import { RecordingError } from '../recording-error.ts';
import { hasUnknownSeparator, isCsvTable } from './csv-head.ts';
import { CSV_TABLE } from './csv-table.ts';
import { EXPORT_DOCUMENT, EXPORT_DOCUMENTS } from './export-document.ts';
import { FLOW_LINES } from './flow-lines.ts';
import { FLOW_OBJECTS } from './flow-objects.ts';
import type { Format } from './format.ts';
import { scanJson } from '../scan/json-scan.ts';
import { isPrefixed } from './log-prefix.ts';
import { LOGCLI_LINE, LOGCLI_LINES } from './logcli-lines.ts';
import { LOKI_ANSWER, LOKI_ANSWERS } from './loki-answer.ts';
import { PARQUET_MAGIC, PARQUET_TABLE } from './parquet-table.ts';
import { packetsFormat } from './packets/packets.ts';
import { SQLITE_TABLE } from './sqlite-table.ts';

/** So many bytes of a file are enough to tell its format. */
export const HEAD_BYTES = 64 * 1024;

const SQLITE_MAGIC = 'SQLite format 3\0';
/** pcap in both byte orders with times in µs and ns, the variant of Kuznetzov, and pcapng. */
const CAPTURE_MAGICS: ReadonlySet<string> = new Set([
  'a1b2c3d4',
  'd4c3b2a1',
  'a1b23c4d',
  '4d3cb2a1',
  'a1b2cd34',
  '34cdb2a1',
  '0a0d0d0a',
]);

/**
 * The format of a file, told by its first bytes and never by its name.
 *
 * Text in which something looks like JSON objects is of one of the text formats, however much is broken; an empty
 * file is one of no flows. Anything else is refused with a `RecordingError`.
 */
export function detectFormat(head: Buffer, label: string, tunnels: TunnelView = 'outer'): Format {
  if (CAPTURE_MAGICS.has(head.toString('hex', 0, 4))) {
    return packetsFormat(tunnels);
  }
  if (head.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC) {
    return SQLITE_TABLE;
  }
  if (head.toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC) {
    return PARQUET_TABLE;
  }
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (isCsvTable(text)) {
    return CSV_TABLE;
  }
  if (/^[\s,[\]]*$/.test(text)) {
    return FLOW_OBJECTS;
  }
  if (text.includes('\0') || !text.includes('{')) {
    throw new RecordingError('unknown-format', `${label} ${refusal(head, text)} (see docs/recordings.md)`);
  }
  return textFormat(text);
}

/** How files begin that are packed, or are something else that is easily made a flow log. */
const KNOWN_OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['28b52ffd', 'is packed by zstd: unpack it first'],
  ['fd377a585a00', 'is packed by xz: unpack it first'],
  ['425a68', 'is packed by bzip2: unpack it first'],
  ['50415245', 'is a table in Parquet that is encrypted: write it again without encryption'],
  ['504b0304', 'is a zip archive or the file of a spreadsheet: unpack it, or save it as CSV'],
];

/** What a file is that cannot be read, as far as its first bytes tell. */
function refusal(head: Buffer, text: string): string {
  const start = head.toString('hex', 0, 8);
  const known = KNOWN_OTHERS.find(([magic]) => start.startsWith(magic));
  if (known !== undefined) {
    return known[1];
  }
  if (isUtf32(head)) {
    return 'is text in UTF-32: save it as UTF-8';
  }
  if (hasUnknownSeparator(text)) {
    return 'is a table whose cells are set apart by none of comma, semicolon, tab and |';
  }
  if (/^\s*<(?:!doctype|html)/i.test(text)) {
    return 'is a page of HTML, as a login or a proxy answers: no flow logs';
  }
  const shown = text.trim().split('\n', 1)[0]?.slice(0, SHOWN_CHARACTERS) ?? '';
  const begins = /^[\x20-\x7E]+$/.test(shown) ? `. It begins: ${shown}` : '';
  return (
    'is of no known format: neither flow logs in JSON or CSV, nor an answer of Loki, nor a capture of packets, ' +
    `nor a database of oc netobserv${begins}`
  );
}

const SHOWN_CHARACTERS = 100;

function textFormat(text: string): Format {
  if (EXPORT_DOCUMENT.test(text)) {
    return EXPORT_DOCUMENTS;
  }
  if (LOKI_ANSWER.test(text)) {
    return LOKI_ANSWERS;
  }
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.some((line) => LOGCLI_LINE.test(line))) {
    return LOGCLI_LINES;
  }
  if (lines.some(isPrefixed)) {
    return FLOW_LINES;
  }
  return isOneALine(text, lines) ? FLOW_LINES : FLOW_OBJECTS;
}

/** One object a line, or objects set in another way; where the first one is broken, the other lines tell. */
function isOneALine(text: string, lines: readonly string[]): boolean {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('[')) {
    return false;
  }
  const first = scanJson(Buffer.from(trimmed), 0);
  if (trimmed.startsWith('{') && first.kind === 'whole') {
    const isOnOneLine = !/[\r\n]/.test(Buffer.from(trimmed).toString('utf8', 0, first.end).trim());
    return isOnOneLine && /^[ \t\r]*(?:\n(?!\s*,)|$)/.test(Buffer.from(trimmed).toString('utf8', first.end));
  }
  return lines.some((line) => /^\{.*\}$/.test(line)) || !lines.some((line) => /^\{(?:.*\},)?$/.test(line));
}
