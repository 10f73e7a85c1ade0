import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { printCell } from '../src/lib/csv/csv-cell.ts';
import { openRecording, usableFacts } from '../src/recording/recording.ts';
import { RecordingError } from '../src/recording/recording-error.ts';
import type { RecordingFacts } from '../src/recording/tally.ts';
import { Tally } from '../src/recording/tally.ts';
import { PRINTERS } from '../src/recording/testing/print-formats.ts';
import { HAS_TSHARK } from '../src/recording/testing/tshark-conversations.ts';
import { flow, T0 } from './flow-builder.ts';
import { Chance } from './fuzz/chance.ts';
import { mutate } from './fuzz/mutation.ts';
import { RecordingFiles } from './recording-files.ts';

/** Nothing may take longer, in ms. */
const HANG_MS = 5000;
const IS_LONG = process.env['LAWS'] === 'long';
/** Damaged files of each format; those that tshark reads take a process each. */
const CASES = IS_LONG ? 2000 : 200;
const TSHARK_CASES = IS_LONG ? 200 : 10;

const FLOWS = Array.from({ length: 12 }, (_, index) =>
  flow({
    SrcAddr: `10.0.0.${index}`,
    SrcK8S_Name: `web-${index}`,
    SrcK8S_Namespace: 'shop',
    Bytes: 1000 + index,
    Packets: index,
    TimeFlowStartMs: T0 + index * 1000,
    TimeFlowEndMs: T0 + index * 1000 + 500,
  }),
);
const COLUMNS = Object.keys(FLOWS[0] ?? {});

function csv(flows: readonly TrafficRecord[], separator: string): string {
  const rows = flows.map((one) => COLUMNS.map((column) => printCell(one[column], undefined)));
  return [COLUMNS, ...rows].map((row) => `${row.join(separator)}\n`).join('');
}

const lines = (prefix: string) => (PRINTERS['one a line']?.(FLOWS) ?? '').replace(/^/gm, prefix).trimEnd();
const caseFile = (path: string) => readFileSync(fileURLToPath(new URL(`./cases/${path}`, import.meta.url)));

/** Every format that is read, as a file. */
const FILES: Readonly<Record<string, Buffer>> = {
  ...Object.fromEntries(
    Object.entries(PRINTERS).map(([name, print]) => [name, Buffer.from(print(FLOWS))] as const),
  ),
  'lines with the names of pods': Buffer.from(lines('[pod/flp-x/flp] ')),
  'lines of CRI': Buffer.from(lines('2024-05-06T07:08:09.123456789Z stdout F ')),
  CSV: Buffer.from(csv(FLOWS, ',')),
  'CSV with semicolons': Buffer.from(csv(FLOWS, ';')),
  'UTF-16': Buffer.from(`\uFEFF${lines('')}`, 'utf16le'),
  'an export in JSON': Buffer.from(
    `{"query":{"filters":""},\n"records":[\n${lines('').replaceAll('\n', ',\n')}\n],\n"count":12,"isTruncated":false}\n`,
  ),
  'a database': caseFile('files/cut-page-short.db'),
};
const GZIPPED = Object.fromEntries(
  Object.entries(FILES).map(([name, bytes]) => [`gzip of ${name}`, gzipSync(bytes)] as const),
);
const CAPTURES: Readonly<Record<string, Buffer>> = {
  pcap: caseFile('files/icmp-only.pcap'),
  pcapng: caseFile('files/node-1.pcapng'),
  'gzip of pcap': gzipSync(caseFile('files/icmp-only.pcap')),
};

/** What came of a file. */
type Outcome = {
  readonly records: number;
  readonly facts: RecordingFacts | undefined;
  readonly said: string;
};

describe('a damaged file is read as far as it goes, or refused, and what is lost is told', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function open(bytes: Buffer): Promise<Outcome> {
    const path = await files.write(bytes);
    const tally = new Tally();
    let records = 0;
    try {
      const recording = await openRecording([path]);
      try {
        for await (const batch of recording.read(tally)) {
          records += batch.length;
        }
        return { records, facts: usableFacts(recording, tally), said: '' };
      } finally {
        await recording.close();
      }
    } catch (error) {
      if (error instanceof RecordingError && error.message.length > 0) {
        return { records, facts: undefined, said: error.message };
      }
      throw error;
    }
  }

  async function damage(
    name: string,
    { whole, cases, check }: { readonly whole: Buffer; readonly cases: number; readonly check: Check },
  ) {
    const chance = new Chance(Number(process.env['TEST_SEED']));
    const undamaged = await open(whole);
    for (let index = 0; index < cases; index += 1) {
      const { how, bytes } = mutate(whole, chance);
      const label = `TEST_SEED=${process.env['TEST_SEED'] ?? ''}, ${name}, ${index}: ${how}`;
      const beganMs = performance.now();
      let outcome: Outcome;
      try {
        outcome = await open(bytes);
      } catch (error) {
        throw new Error(label, { cause: error });
      }
      expect(performance.now() - beganMs, label).toBeLessThan(HANG_MS);
      check({ bytes, outcome, undamaged, label });
    }
  }

  test.each(Object.entries(FILES))('%s', async (name, whole) => {
    await damage(name, { whole, cases: CASES, check: isTold });
  });

  test.each(Object.entries(GZIPPED))('%s', async (name, whole) => {
    await damage(name, { whole, cases: Math.ceil(CASES / 4), check: isToldOfGzip });
  });

  test.skipIf(!HAS_TSHARK).each(Object.entries(CAPTURES))('%s (needs tshark)', async (name, whole) => {
    await damage(name, { whole, cases: TSHARK_CASES, check: isAnswered });
  });
});

type Check = (damaged: {
  readonly bytes: Buffer;
  readonly outcome: Outcome;
  /** What came of the file before it was damaged. */
  readonly undamaged: Outcome;
  readonly label: string;
}) => void;

function isSomethingTold({ facts, said }: Outcome): boolean {
  return said !== '' || (facts !== undefined && facts.leftOutCount + facts.notes.length > 0);
}

/** Something is read, or said. */
function isAnswered({ outcome, label }: Parameters<Check>[0]): void {
  expect(outcome.records > 0 || isSomethingTold(outcome), label).toBe(true);
}

/** Each flow whose text is whole in the file is read, or it is told that something is not. */
function isTold(damaged: Parameters<Check>[0]): void {
  isAnswered(damaged);
  const { bytes, outcome, label } = damaged;
  const text = bytes.toString(bytes.includes(0) ? 'utf16le' : 'utf8');
  const whole = FLOWS.filter((one) => text.includes(JSON.stringify(one))).length;
  expect(outcome.records >= whole || isSomethingTold(outcome), label).toBe(true);
}

/** gzip has a sum of what is packed: nothing of it can be something else in silence. */
function isToldOfGzip(damaged: Parameters<Check>[0]): void {
  isAnswered(damaged);
  const { outcome, undamaged, label } = damaged;
  expect(outcome.records === undamaged.records || isSomethingTold(outcome), label).toBe(true);
}
