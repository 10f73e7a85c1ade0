import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import { createPipeline } from '../src/pipeline.ts';
import { compareByArrival } from '../src/recording/order/record-order.ts';
import { openRecording } from '../src/recording/recording.ts';
import { Replay } from '../src/recording/replay.ts';
import { flow, T0 } from './flow-builder.ts';
import { trackingConfig } from './tracking-config.ts';
import { casePath } from './opened.ts';
import { RecordingFiles } from './recording-files.ts';

/** The conversations of files, as they are played once: who opened each, and what it amounts to. */
async function conversationsOf(paths: readonly string[]) {
  const recording = await openRecording(paths);
  try {
    const stage = createPipeline(trackingConfig());
    const records: TrafficRecord[] = [];
    for await (const some of new Replay({ recording, stage }).playUntil(Infinity)) {
      records.push(...some);
    }
    return foldEvents(records)
      .map(({ conversation: { key, bytes, bytesAB, flows, status, latest } }) => ({
        key,
        opener: `${textField(latest, 'SrcAddr') ?? ''}:${textField(latest, 'SrcPort') ?? ''}`,
        numbers: [bytes, bytesAB, flows],
        status,
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  } finally {
    await recording.close();
  }
}

describe('the end that opened a conversation', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test('is the client in an answer of Loki, newest first, as in the same flows oldest first', async () => {
    const newestFirst = await conversationsOf([casePath('opener', 'loki-newest-first.json')]);
    const oldestFirst = await conversationsOf([casePath('opener', 'same-flows-oldest-first.ndjson')]);
    expect(newestFirst.map(({ opener }) => opener).sort()).toEqual([
      '10.0.0.1:40001',
      '10.0.0.1:40002',
      '10.0.0.1:40003',
    ]);
    expect(newestFirst).toEqual(oldestFirst);
  });

  test('is the client, too, where the server speaks first after a silence', async () => {
    const conversations = await conversationsOf([casePath('opener', 'idle-12s-server-speaks-first.pcap')]);
    expect(conversations.length).toBeGreaterThan(1);
    expect(new Set(conversations.map(({ opener }) => opener))).toEqual(new Set(['10.21.0.1:42000']));
  });

  test.each<[string, TrafficRecord, TrafficRecord]>([
    ['sent SYN', { Flags: 2 }, { Flags: 16 }],
    ['was answered', { Flags: 16 }, { Flags: 0x100 }],
    ['was answered, by the names of flags', { Flags: ['ACK'] }, { Flags: ['SYN_ACK'] }],
    ['asked', { Proto: 17, DstPort: 53_000 }, { Proto: 17, SrcPort: 53_000, DnsFlags: 0x8580 }],
    ['spoke to the port of a service', {}, {}],
    ['spoke to the lower port', { DstPort: 39_999 }, { SrcPort: 39_999 }],
  ])('is the one that %s, of two flows of one instant', async (_name, forth, back) => {
    const answer = { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 40_000 };
    const flows = [flow({ ...answer, ...back }), flow(forth)];
    for (const order of [flows, flows.toReversed()]) {
      const [only, ...others] = await conversationsOf([await files.writeFlows(order)]);
      expect([only?.opener, others]).toEqual(['10.0.0.1:40000', []]);
    }
  });

  test('of IPv4 in IPv6 is the IPv4 address, and the conversation is that of the plain form', async () => {
    const answer = { SrcAddr: '10.0.0.2', SrcPort: 80, DstPort: 40_000, Flags: 0x100, Bytes: 7 };
    const plain = await conversationsOf([
      await files.writeFlows([flow(), flow({ ...answer, DstAddr: '10.0.0.1' })]),
    ]);
    const mixed = await conversationsOf([
      await files.writeFlows([
        flow({ SrcAddr: '::ffff:10.0.0.1', DstAddr: '::FFFF:a00:2' }),
        flow({ ...answer, DstAddr: '::ffff:10.0.0.1' }),
      ]),
    ]);
    expect(plain).toMatchObject([{ opener: '10.0.0.1:40000', numbers: [107, 100, 2] }]);
    expect(mixed).toEqual(plain);
  });

  const anyFlow = fc
    .record({
      SrcPort: fc.constantFrom(40_000, 40_001, 80),
      Flags: fc.constantFrom(2, 16, 0x100, 0x200, 4),
      Bytes: fc.integer({ min: 1, max: 3 }),
      startMs: fc.constantFrom(0, 50, 100, 12_000, 40_000),
      lengthMs: fc.constantFrom(0, 200),
      receivedS: fc.constantFrom(undefined, 1, 5, 41),
      isBack: fc.boolean(),
    })
    .map(({ startMs, lengthMs, receivedS, isBack, SrcPort, ...fields }) =>
      flow({
        ...fields,
        ...(isBack
          ? { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: SrcPort }
          : { SrcPort }),
        TimeFlowStartMs: T0 + startMs,
        TimeFlowEndMs: T0 + startMs + lengthMs,
        ...(receivedS === undefined ? {} : { TimeReceived: T0 / 1000 + receivedS }),
      }),
    );

  test('does not depend on the order of the lines in a file, nor of files, nor does anything else', async () => {
    // Of one instant, between the same ends in the same direction: nothing but their lines can say which was first.
    const comparator = (one: TrafficRecord, other: TrafficRecord) => compareByArrival(one, other) === 0;
    const anyFlows = fc.uniqueArray(anyFlow, { minLength: 1, maxLength: 12, comparator });
    const anyTurned = anyFlows.chain((flows) =>
      fc.record({
        flows: fc.constant(flows),
        turned: fc.shuffledSubarray(flows, { minLength: flows.length, maxLength: flows.length }),
        split: fc.nat(flows.length),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyTurned, async ({ flows, turned, split }) => {
        const expected = await conversationsOf([await files.writeFlows(flows)]);
        expect(await conversationsOf([await files.writeFlows(turned)])).toEqual(expected);
        if (split > 0 && split < turned.length) {
          const parts = [turned.slice(split), turned.slice(0, split)];
          const paths = await Promise.all(parts.map((part) => files.writeFlows(part)));
          expect(await conversationsOf(paths)).toEqual(expected);
        }
      }),
    );
  });
});
