import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { PRINTERS } from '../testing/print-formats.ts';
import { readAll } from '../testing/read-content.ts';
import { detectFormat } from './detect-format.ts';
import type { LokiEntry } from '../scan/loki-splitter.ts';
import { LokiSplitter } from '../scan/loki-splitter.ts';
import { ObjectSplitter } from '../scan/object-splitter.ts';

/** Text that would confuse whoever looks for brackets, quotes or entries of Loki. */
const confusing = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('}{', '"', '\\"', '["1700000000000000000","x"]', '"stream":{', '\n{', '🦊', ']},{'),
);
const value = fc.oneof(
  confusing,
  fc.integer(),
  fc.boolean(),
  fc.array(confusing),
  fc.record({ a: confusing }),
);
const randomFlow = fc
  .record({
    endMs: fc.integer({ min: T0, max: T0 + 1_000_000 }),
    extra: fc.dictionary(fc.stringMatching(/^X[a-z]{0,5}$/), value),
    namespace: fc.option(
      confusing.filter((text) => text !== ''),
      { nil: undefined },
    ),
    direction: fc.option(fc.constantFrom(0, 1, 2), { nil: undefined }),
  })
  .map(({ endMs, extra, namespace, direction }): TrafficRecord =>
    flow({
      TimeFlowEndMs: endMs,
      ...(namespace === undefined ? {} : { SrcK8S_Namespace: namespace }),
      ...(direction === undefined ? {} : { FlowDirection: direction }),
      ...extra,
    }),
  );
const flows = fc.array(randomFlow, { minLength: 1, maxLength: 12 });
const cuts = fc.array(fc.nat({ max: 4000 }), { maxLength: 40 });

describe('formats', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test.each(Object.entries(PRINTERS))('read the same flows from %s', async (_name, print) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(randomFlow, { selector: endOf, minLength: 1, maxLength: 12 }),
        async (some) => {
          const { records, facts } = await readAll([await files.write(print(some))]);
          expect(facts.leftOut).toEqual([]);
          expect(records).toEqual([...some].sort((one, other) => endOf(one) - endOf(other)));
        },
      ),
      { numRuns: 25 },
    );
  });

  test.each(Object.entries(PRINTERS))(
    'of a truncated file are told, and most are read: %s',
    async (_name, print) => {
      await fc.assert(
        fc.asyncProperty(flows, fc.double({ min: 0.2, max: 1, noNaN: true }), async (some, share) => {
          const whole = Buffer.from(print(some.map((one) => ({ ...one, Xpad: '' }))));
          const cut = whole.subarray(0, Math.floor(whole.length * share));
          fc.pre(cut.includes('{') && cut.length < whole.length - 3);
          const { records, facts } = await readAll([await files.write(cut)]);
          expect(records.length).toBeLessThanOrEqual(some.length);
          expect(records.length + facts.leftOutCount).toBeGreaterThan(0);
          expect(some.map((one) => ({ ...one, Xpad: '' }))).toEqual(expect.arrayContaining([...records]));
        }),
        { numRuns: 25 },
      );
    },
  );
});

describe('ObjectSplitter', () => {
  test.each([0, 2])('finds what JSON.parse finds, however the bytes are cut (indented by %d)', (indent) => {
    fc.assert(
      fc.property(flows, cuts, (some, at) => {
        const found: TrafficRecord[] = [];
        const splitter = new ObjectSplitter({
          object: (text) => found.push(JSON.parse(text) as TrafficRecord) > 0,
          salvaged: () => {
            throw new Error('nothing to salvage');
          },
          broken: (line, reason) => {
            throw new Error(`line ${line}: ${reason}`);
          },
        });
        for (const chunk of cutAt(Buffer.from(JSON.stringify(some, undefined, indent)), at)) {
          splitter.push(chunk);
        }
        splitter.end();
        expect(found).toEqual(JSON.parse(JSON.stringify(some)));
      }),
    );
  });

  test('finds all objects behind one that is cut off, and tells of that one', () => {
    fc.assert(
      fc.property(
        randomFlow,
        flows,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (first, others, share) => {
          const broken = Buffer.from(JSON.stringify(first));
          const cut = broken.subarray(0, 1 + Math.floor((broken.length - 1) * share)).toString('utf8');
          const found: unknown[] = [];
          const told: number[] = [];
          const splitter = new ObjectSplitter({
            object: (text) => found.push(parsed(text)) > 0 && parsed(text) !== undefined,
            salvaged: (text) => found.push(parsed(text)) > 0 && parsed(text) !== undefined,
            broken: (line) => told.push(line),
          });
          splitter.push(Buffer.from(`${cut}\n${others.map((one) => JSON.stringify(one)).join(',\n')}`));
          splitter.end();
          const failures = told.length + found.filter((one) => one === undefined).length;
          expect(failures).toBeGreaterThan(0);
          expect(found).toEqual(expect.arrayContaining(others));
        },
      ),
    );
  });
});

describe('LokiSplitter', () => {
  test('finds the same entries, however the bytes are cut', () => {
    const print = PRINTERS['an answer of Loki'];
    fc.assert(
      fc.property(flows, cuts, (some, at) => {
        const bytes = Buffer.from(print?.(some) ?? '');
        expect(entriesOf(cutAt(bytes, at))).toEqual(entriesOf([bytes]));
        expect(entriesOf([bytes])).toHaveLength(some.length);
      }),
    );
  });
});

describe('detectFormat', () => {
  test('takes an object a line for lines, whatever the flows hold', () => {
    fc.assert(
      fc.property(flows, (some) => {
        const print = PRINTERS['one a line'];
        expect(detectFormat(Buffer.from(print?.(some) ?? ''), 'file').name).toBe('flow logs, one a line');
      }),
    );
  });
});

function entriesOf(chunks: readonly Buffer[]): readonly LokiEntry[] {
  const entries: LokiEntry[] = [];
  const splitter = new LokiSplitter({
    entry: (entry) => entries.push(entry),
    broken: (line, reason) => {
      throw new Error(`line ${line}: ${reason}`);
    },
  });
  chunks.forEach((chunk) => {
    splitter.push(chunk);
  });
  splitter.end();
  return entries;
}

function cutAt(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function endOf(record: TrafficRecord): number {
  return Number(record['TimeFlowEndMs']);
}
