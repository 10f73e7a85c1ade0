import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import type { ConntrackConfig } from './config/conntrack-config.ts';
import { productionConfig } from './config/production-config.ts';
import type { ConntrackOptions } from './conntrack-options.ts';
import { Conntrack } from './conntrack.ts';
import { printCounters } from './counters.ts';
import { TCP_FLAGS } from './tcp-flags.ts';

const PRODUCTION = productionConfig({
  logTypes: 'All',
  heartbeatMs: 30_000,
  endTimeoutMs: 10_000,
  terminatingTimeoutMs: 5_000,
  features: ['PacketDrop'],
});

function makeTracker(config: Partial<ConntrackConfig> = {}, options: Partial<ConntrackOptions> = {}) {
  return new Conntrack({ ...PRODUCTION, ...config }, { numbers: 'uint', ...options });
}

function timing(heartbeatIntervalMs: number, endConnectionTimeoutMs = 60_000) {
  return [{ selector: {}, heartbeatIntervalMs, endConnectionTimeoutMs, terminatingTimeoutMs: 5_000 }];
}

function flow(fields: Flow = {}): Flow {
  return {
    SrcAddr: '10.0.0.1',
    SrcPort: 1234,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Bytes: 10,
    Packets: 1,
    ...fields,
  };
}

function typesOf(records: readonly Flow[]): readonly unknown[] {
  return records.map((record) => record['_RecordType']);
}

describe('Conntrack, where the reference crashes', () => {
  test.each([
    ['a null protocol', { Proto: null }, 'conntrack_input_records|classification=discarded'],
    ['a null key', { SrcPort: null }, 'conntrack_input_records|classification=rejected'],
    ['a list as a key', { SrcPort: [80] }, 'conntrack_input_records|classification=rejected'],
    ['a null duplicate mark', { Duplicate: null }, 'conntrack_input_records|classification=newConnection'],
    ['null flags', { Flags: null }, 'conntrack_input_records|classification=newConnection'],
  ])('counts a flow with %s', (_what, fields, counter) => {
    const tracker = makeTracker();
    tracker.push([flow(fields)], 0);

    expect(printCounters(tracker.counters())).toHaveProperty([counter], 1);
  });

  test('takes a null input as an absent one: reported, or 0', () => {
    const tracker = makeTracker();
    const [opened] = tracker.push([flow({ Bytes: null, TimeFlowEndMs: null })], 0);

    expect(opened).not.toHaveProperty('Bytes');
    expect(printCounters(tracker.counters())).toHaveProperty(
      ['conntrack_aggregator_errors|error=MissingFieldError|field=TimeFlowEndMs'],
      1,
    );
  });

  test('takes a null first or last value as an absent one', () => {
    const tracker = makeTracker();
    tracker.push([flow({ AgentIP: null, PktDropLatestState: 'TCP_OPEN' })], 0);
    tracker.push([flow({ PktDropLatestState: null })], 1);
    const ended = tracker.advance(20_000);

    expect(ended).toMatchObject([{ PktDropLatestState: 'TCP_OPEN' }]);
    expect(ended[0]).not.toHaveProperty('AgentIP');
  });

  test.each([0, -5_000])(
    'beats at most once a batch and connection with an interval of %d ms',
    (interval) => {
      const tracker = makeTracker({ scheduling: timing(interval), outputRecordTypes: ['heartbeat'] });
      tracker.push([flow(), flow({ SrcPort: 2 }), flow({ SrcPort: 3 })], 0);

      expect(tracker.advance(1)).toHaveLength(3);
      expect(tracker.advance(2)).toHaveLength(3);
    },
  );

  test('ends a connection in the batch that opened it when its timeout is below 0', () => {
    const tracker = makeTracker({ scheduling: timing(30_000, -1) });

    expect(typesOf(tracker.push([flow()], 0))).toEqual(['newConnection', 'flowLog', 'endConnection']);
    expect(tracker.openConnections).toBe(0);
  });
});

describe('Conntrack, minima and maxima', () => {
  const outputFields = (['min', 'max'] as const).map((operation) => ({
    name: operation,
    operation,
    splitAB: false,
    input: 'Bytes',
    reportMissing: false,
  }));

  test.each([
    [[5, '-inf', 'nan'], { min: -Infinity, max: NaN }],
    [[5, 'inf', 'nan'], { min: NaN, max: Infinity }],
    [[5, -2], { min: -2, max: 5 }],
    [[5, undefined], { max: 5 }],
  ])('of %j are %j', (values, expected) => {
    const tracker = makeTracker({ outputFields });
    tracker.push(
      values.map((Bytes) => flow({ Bytes })),
      0,
    );
    const [ended] = tracker.advance(11_000);
    const { min, max } = ended ?? {};

    expect(
      Object.fromEntries(Object.entries({ min, max }).filter(([, value]) => value !== undefined)),
    ).toEqual(expected);
  });
});

describe('Conntrack, beyond the reference', () => {
  test.each([
    ['FIN', TCP_FLAGS.FIN, {}, true],
    ['FIN_ACK', TCP_FLAGS.FIN_ACK, {}, false],
    ['FIN_ACK', TCP_FLAGS.FIN_ACK, { endOnFinAck: true }, true],
    ['FIN', TCP_FLAGS.FIN, { endOnFinAck: true }, true],
    ['RST', TCP_FLAGS.RST, {}, false],
    ['RST', TCP_FLAGS.RST, { endOnReset: true }, true],
    ['RST_ACK', TCP_FLAGS.RST_ACK, { endOnReset: true }, true],
    ['FIN_ACK', TCP_FLAGS.FIN_ACK, { endOnReset: true }, false],
  ])('ends by %s (0x%x) with the options %j: %s', (...[, Flags, options, isEnding]) => {
    const tracker = makeTracker({}, options);
    tracker.push([flow({ Flags })], 0);

    expect(tracker.advance(5_001)).toHaveLength(isEnding ? 1 : 0);
  });

  test('ends by no flag when that is not to be detected', () => {
    const tcpFlags = { ...PRODUCTION.tcpFlags, detectEndConnection: false };
    const tracker = makeTracker({ tcpFlags }, { endOnFinAck: true, endOnReset: true });
    tracker.push([flow({ Flags: 0xfff })], 0);

    expect(tracker.advance(5_001)).toEqual([]);
  });

  test('passes flows of other protocols through, without an id, on request', () => {
    const ping = flow({ Proto: 1, IcmpType: 8 });

    expect(makeTracker().push([ping], 0)).toEqual([]);
    expect(makeTracker({}, { passUntracked: true }).push([ping], 0)).toEqual([
      { ...ping, _RecordType: 'flowLog' },
    ]);
    expect(
      makeTracker({ outputRecordTypes: ['endConnection'] }, { passUntracked: true }).push([ping], 0),
    ).toEqual([]);
  });

  test('ends what is over before a batch is applied, on request', () => {
    const run = (expireBeforeApplying: boolean) => {
      const tracker = makeTracker({}, { expireBeforeApplying });
      tracker.push([flow()], 0);
      return typesOf(tracker.push([flow()], 10_001));
    };

    expect(run(false)).toEqual(['flowLog']);
    expect(run(true)).toEqual(['endConnection', 'newConnection', 'flowLog']);
  });
});

describe('Conntrack, seen from outside', () => {
  test('says how many connections are open and when something is due next', () => {
    const tracker = makeTracker();
    expect([tracker.openConnections, tracker.nextDeadlineMs]).toEqual([0, undefined]);

    tracker.push([flow(), flow({ SrcPort: 2, Flags: TCP_FLAGS.FIN })], 1_000);
    expect([tracker.openConnections, tracker.nextDeadlineMs]).toEqual([2, 6_000]);

    tracker.advance(6_001);
    expect([tracker.openConnections, tracker.nextDeadlineMs]).toEqual([1, 11_000]);

    tracker.advance(11_001);
    expect([tracker.openConnections, tracker.nextDeadlineMs]).toEqual([0, undefined]);
  });

  test('counts a heartbeat as due only when heartbeats are told', () => {
    const outputs = (outputRecordTypes: ConntrackConfig['outputRecordTypes']) => {
      const tracker = makeTracker({ scheduling: timing(1_000), outputRecordTypes });
      tracker.push([flow()], 0);
      return tracker.nextDeadlineMs;
    };

    expect(outputs(['heartbeat'])).toBe(1_000);
    expect(outputs(['endConnection'])).toBe(60_000);
  });

  test('keeps apart more connections than its tables start with, and forgets them', () => {
    const tracker = makeTracker({ outputRecordTypes: ['endConnection'] });
    const flows = Array.from({ length: 10_000 }, (_, port) => flow({ SrcPort: port }));
    tracker.push(flows, 0);
    tracker.push(flows.slice(0, 4_000), 5_000);
    expect(tracker.openConnections).toBe(10_000);

    expect(tracker.advance(10_001)).toHaveLength(6_000);
    tracker.push(flows.slice(3_000, 5_000), 10_001);
    expect(tracker.openConnections).toBe(5_000);

    const ended = tracker.advance(60_000);
    expect(ended.map(({ SrcPort }) => SrcPort)).toEqual([
      ...Array.from({ length: 3_000 }, (_, port) => port),
      ...Array.from({ length: 2_000 }, (_, port) => port + 3_000),
    ]);
    expect(ended.map(({ numFlowLogs }) => numFlowLogs)).toEqual([
      ...Array<number>(3_000).fill(2),
      ...Array<number>(1_000).fill(3),
      ...Array<number>(1_000).fill(1),
    ]);
    expect(tracker.openConnections).toBe(0);
  });

  test('tells the size of each group and phase', () => {
    const tracker = makeTracker();
    tracker.push([flow(), flow({ SrcPort: 2 }), flow({ SrcPort: 3, Flags: TCP_FLAGS.FIN })], 0);

    expect(tracker.counters().filter(({ kind }) => kind === 'gauge')).toEqual([
      {
        name: 'conntrack_memory_connections',
        kind: 'gauge',
        labels: { group: '0: DEFAULT', phase: 'active' },
        value: 2,
      },
      {
        name: 'conntrack_memory_connections',
        kind: 'gauge',
        labels: { group: '0: DEFAULT', phase: 'terminating' },
        value: 1,
      },
    ]);
  });
});
