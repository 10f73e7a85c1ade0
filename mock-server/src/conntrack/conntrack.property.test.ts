import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow, TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import type { ConntrackConfig } from './config/conntrack-config.ts';
import { parseConntrackConfig } from './config/parse-conntrack-config.ts';
import { productionConfig } from './config/production-config.ts';
import { Conntrack } from './conntrack.ts';
import { printCounters } from './counters.ts';
import { NUMERIC_KINDS } from './identity/numeric-kind.ts';
import { NaiveConntrack } from './testing/naive-conntrack.ts';

type Step = { readonly at: number; readonly flows: readonly Flow[] };

const FAR_MS = 1e9;
const ADDRESSES = ['10.0.0.1', '10.0.0.2', 'fe80::1', 'ünïcode'];
const PORTS = [0, 80, 443, 40_000];

/** Flows of few peers, so that they meet; as the agent sends them. */
const anyFlow = fc.record({
  SrcAddr: fc.constantFrom(...ADDRESSES),
  SrcPort: fc.constantFrom(...PORTS),
  DstAddr: fc.constantFrom(...ADDRESSES),
  DstPort: fc.constantFrom(...PORTS),
  Proto: fc.constantFrom(6, 17),
  Bytes: fc.integer({ min: 0, max: 1_000_000 }),
  Packets: fc.integer({ min: 1, max: 100 }),
  TimeFlowStartMs: fc.integer({ min: 1, max: 1_000 }),
  TimeFlowEndMs: fc.integer({ min: 1_000, max: 2_000 }),
  Flags: fc.constantFrom(0, 1, 0x10, 0x100, 0x101, 0x200),
});

/** The same, with all that can be odd about a flow. */
const anyOddFlow: fc.Arbitrary<Flow> = fc
  .tuple(
    anyFlow,
    fc.record(
      {
        SrcPort: fc.constantFrom(null, '80', true),
        Proto: fc.constantFrom(1, 132, '6', '6.0', 6.5, null, true),
        Bytes: fc.constantFrom('1e3', 'abc', true, null, -5, 0.5),
        Flags: fc.constantFrom('1', 'x', 257.9, null),
        Duplicate: fc.constantFrom(true, false, 'true', 'maybe', 1, null),
        Note: fc.constantFrom(0, '', 'text', null, false),
      },
      { requiredKeys: [] },
    ),
    fc.subarray(['SrcPort', 'DstPort', 'Proto', 'Bytes', 'Flags'], { maxLength: 2 }),
  )
  .map(([flow, odd, absent]) =>
    Object.fromEntries(Object.entries({ ...flow, ...odd }).filter(([field]) => !absent.includes(field))),
  );

function stepsOf(flow: fc.Arbitrary<Flow>): fc.Arbitrary<readonly Step[]> {
  const batch = fc.record({
    pauseMs: fc.constantFrom(0, 1, 1_000, 4_000, 5_000, 5_001, 10_001, 60_000),
    flows: fc.array(flow, { maxLength: 12 }),
  });
  return fc.array(batch, { minLength: 1, maxLength: 10 }).map((batches) => {
    let at = 1_000;
    return batches.map(({ pauseMs, flows }) => ({ at: (at += pauseMs), flows }));
  });
}

const anyDuration = fc.constantFrom('0s', '1ms', '2s', '5s', '10s', '-1s');
const anyTiming = fc.record({
  heartbeatInterval: anyDuration,
  endConnectionTimeout: anyDuration,
  terminatingTimeout: anyDuration,
});

const anyConfig: fc.Arbitrary<ConntrackConfig> = fc
  .record({
    isBidirectional: fc.boolean(),
    outputRecordTypes: fc.subarray(['newConnection', 'heartbeat', 'endConnection', 'flowLog']),
    isDetectingEnd: fc.boolean(),
    isSwapping: fc.boolean(),
    max: fc.constantFrom(0, 1, 3),
    selectors: fc.subarray([{ Proto: 17 }, { SrcAddr: '10.0.0.1', DstPort: '443' }, { SrcPort: null }]),
    timings: fc.tuple(anyTiming, anyTiming, anyTiming, anyTiming),
  })
  .map((choice) => {
    const { isBidirectional, selectors } = choice;
    const parsed = parseConntrackConfig({
      keyDefinition: {
        fieldGroups: [
          { name: 'src', fields: ['SrcAddr', 'SrcPort'] },
          { name: 'dst', fields: ['DstAddr', 'DstPort'] },
          { name: 'common', fields: ['Proto'] },
        ],
        hash: isBidirectional
          ? { fieldGroupRefs: ['common'], fieldGroupARef: 'src', fieldGroupBRef: 'dst' }
          : { fieldGroupRefs: ['common', 'src', 'dst'] },
      },
      outputRecordTypes: choice.outputRecordTypes,
      outputFields: [
        { name: 'Bytes', operation: 'sum' },
        { name: 'Split', operation: 'sum', input: 'Bytes', splitAB: isBidirectional },
        { name: 'numFlowLogs', operation: 'count' },
        { name: 'least', operation: 'min', input: 'Bytes', splitAB: isBidirectional },
        { name: 'most', operation: 'max', input: 'Bytes', reportMissing: true },
        { name: 'first', operation: 'first', input: 'Note' },
        { name: 'last', operation: 'last', input: 'Note' },
      ],
      scheduling: [...selectors, undefined].map((selector, index) => ({
        ...choice.timings[index],
        ...(selector === undefined ? {} : { selector }),
      })),
      maxConnectionsTracked: choice.max,
      tcpFlags: {
        fieldName: 'Flags',
        detectEndConnection: choice.isDetectingEnd,
        swapAB: choice.isSwapping && isBidirectional,
      },
    });
    if (!parsed.ok) {
      throw parsed.error;
    }
    return parsed.value;
  });

const PRODUCTION = productionConfig({
  logTypes: 'Conversations',
  heartbeatMs: 30_000,
  endTimeoutMs: 10_000,
  terminatingTimeoutMs: 5_000,
  features: [],
});

function track(steps: readonly Step[], config = PRODUCTION): TrafficRecord[] {
  const tracker = new Conntrack(config, { numbers: 'uint' });
  const records = steps.flatMap(({ at, flows }) => tracker.push(flows, at));
  return [...records, ...tracker.advance(FAR_MS)];
}

function ofType(type: string, records: readonly TrafficRecord[]): readonly TrafficRecord[] {
  return records.filter((record) => textField(record, '_RecordType') === type);
}

function total(field: string, records: readonly TrafficRecord[]): number {
  return records.reduce((sum, record) => sum + (numberField(record, field) ?? 0), 0);
}

function sorted(records: readonly TrafficRecord[]): readonly string[] {
  return records.map((record) => JSON.stringify(Object.entries(record).sort())).sort();
}

function reverse(flow: Flow): Flow {
  const { SrcAddr, SrcPort, DstAddr, DstPort } = flow;
  return { ...flow, SrcAddr: DstAddr, SrcPort: DstPort, DstAddr: SrcAddr, DstPort: SrcPort };
}

describe('Conntrack', () => {
  test('does what the specification says, written down naively', () => {
    fc.assert(
      fc.property(
        anyConfig,
        fc.constantFrom(...NUMERIC_KINDS),
        stepsOf(anyOddFlow),
        (config, numbers, steps) => {
          const tracker = new Conntrack(config, { numbers });
          const oracle = new NaiveConntrack(config, numbers);

          for (const { at, flows } of steps) {
            expect(tracker.push(flows, at)).toEqual(oracle.push(flows, at));
          }
          expect(printCounters(tracker.counters())).toMatchObject(oracle.counters());
        },
      ),
    );
  });

  test('has one connection for the flows of one direction or both', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFlow, fc.boolean()), { minLength: 1 }), (flows) => {
        const oneWay = track([{ at: 0, flows: flows.map(([flow]) => flow) }]);
        const bothWays = track([
          { at: 0, flows: flows.map(([flow, isReversed]) => (isReversed ? reverse(flow) : flow)) },
        ]);
        const summary = (records: readonly TrafficRecord[]) =>
          sorted(
            ofType('endConnection', records).map(({ _HashId, Bytes, numFlowLogs }) => ({
              _HashId,
              Bytes,
              numFlowLogs,
            })),
          );

        expect(summary(bothWays)).toEqual(summary(oneWay));
      }),
    );
  });

  test('ends every connection that it opened, exactly once, before it opens it again', () => {
    fc.assert(
      fc.property(stepsOf(anyOddFlow), (steps) => {
        const open = new Set<string>();
        for (const record of track(steps)) {
          const id = textField(record, '_HashId') ?? '';
          if (textField(record, '_RecordType') === 'newConnection') {
            expect(open.has(id)).toBe(false);
            open.add(id);
          } else if (textField(record, '_RecordType') === 'endConnection') {
            expect(open.delete(id)).toBe(true);
          } else {
            expect(open.has(id)).toBe(true);
          }
        }
        expect(open.size).toBe(0);
      }),
    );
  });

  test('adds up, over the ends of connections, to what the flows had', () => {
    fc.assert(
      fc.property(stepsOf(anyFlow), (steps) => {
        const ends = ofType('endConnection', track(steps));
        const flows = steps.flatMap((step) => step.flows);

        expect(total('Bytes', ends)).toBe(total('Bytes', flows));
        expect(total('Bytes_AB', ends) + total('Bytes_BA', ends)).toBe(total('Bytes', flows));
        expect(total('Packets_AB', ends) + total('Packets_BA', ends)).toBe(total('Packets', flows));
        expect(total('numFlowLogs', ends)).toBe(flows.length);
      }),
    );
  });

  test('ends the same connections whether time advances in one step or in many', () => {
    const config: ConntrackConfig = { ...PRODUCTION, outputRecordTypes: ['endConnection'] };
    const anyPauses = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(stepsOf(anyFlow), anyPauses, (steps, pausesMs) => {
        let at = steps.at(-1)?.at ?? 0;
        const ticks = pausesMs.map((pauseMs) => ({ at: (at += pauseMs), flows: [] }));

        expect(sorted(track([...steps, ...ticks], config))).toEqual(sorted(track(steps, config)));
      }),
    );
  });

  test('comes to the same totals in whatever order the flows of one instant come', () => {
    const anyOrder = fc
      .array(anyFlow, { minLength: 1, maxLength: 20 })
      .chain((flows) =>
        fc.tuple(
          fc.constant(flows),
          fc.shuffledSubarray(flows, { minLength: flows.length, maxLength: flows.length }),
        ),
      );
    const totals = (flows: readonly Flow[]) =>
      sorted(
        ofType('endConnection', track([{ at: 0, flows }])).map((record) => ({
          id: textField(record, '_HashId'),
          bytes: total('Bytes', [record]),
          packets: total('Packets', [record]),
          flows: total('numFlowLogs', [record]),
          start: total('TimeFlowStartMs', [record]),
          end: total('TimeFlowEndMs', [record]),
        })),
      );
    fc.assert(
      fc.property(anyOrder, ([flows, shuffled]) => {
        expect(totals(shuffled)).toEqual(totals(flows));
      }),
    );
  });
});
