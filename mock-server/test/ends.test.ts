import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EVERYTHING, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { FrontendConfig } from '#model/wire/config.ts';

import { flow, T0 } from './flow-builder.ts';
import { casePath, withOpened } from './opened.ts';
import { RecordingFiles } from './recording-files.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const ORDER = { key: 'start', direction: 'asc' } as const;

describe('how a conversation ended', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test('is open of one that goes on when the capture stops, with all of its packets', async () => {
    await withOpened([casePath('ends', 'still-open.pcap')], async ({ app, store }) => {
      const { items } = await store.conversations({
        span: ALWAYS,
        filter: EVERYTHING,
        order: ORDER,
        limit: 9,
      });
      const flows = await store.records({ span: ALWAYS, types: ['flowLog'], filter: EVERYTHING, limit: 99 });
      expect(items.map(({ status }) => status).sort()).toEqual(['ended', 'open']);
      const counted = items.reduce((sum, { packets }) => sum + packets, 0);
      const packets = flows.records.reduce((sum, one) => sum + (numberField(one, 'Packets') ?? 0), 0);
      expect(counted).toBe(packets);

      const open = items.filter(({ status }) => status === 'open');
      const counts = await store.counts({
        of: 'conversations',
        span: ALWAYS,
        types: [],
        filters: [match('_Status', '=', 'open')],
      });
      expect(counts).toEqual([1]);
      const found = await app.inject(
        `/api/conversations?filters=${encodeURIComponent('_Status=open')}&startTime=1`,
      );
      expect(found.json<{ items: { key: string }[] }>().items.map(({ key }) => key)).toEqual(
        open.map(({ key }) => key),
      );
    });
  });

  const back = (fields: TrafficRecord) =>
    flow({ SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 40_000, ...fields });
  const during = (fromMs: number, toMs: number) => ({
    TimeFlowStartMs: T0 + fromMs,
    TimeFlowEndMs: T0 + toMs,
  });
  /** Something else, with which the recording ends after 30 s. */
  const last = flow({ SrcPort: 1, ...during(29_000, 30_000) });

  test.each<[string, readonly TrafficRecord[], 'open' | 'ended']>([
    ['sent something in the last ten seconds', [flow(during(0, 20_000))], 'open'],
    ['has been silent for longer', [flow(during(0, 19_999))], 'ended'],
    ['was reset', [flow({ ...during(0, 29_000), Flags: 4 })], 'ended'],
    ['was refused', [flow(during(0, 29_000)), back({ ...during(0, 29_000), Flags: 0x400 })], 'ended'],
    [
      'was closed by both ends',
      [flow({ ...during(0, 28_000), Flags: 0x200 }), back({ ...during(1, 28_000), Flags: ['FIN_ACK'] })],
      'ended',
    ],
    [
      'was closed by both ends, and by a last ACK',
      [
        flow({ ...during(0, 24_000), Flags: 0x200 }),
        back({ ...during(0, 24_000), Flags: 0x200 }),
        flow(during(25_000, 25_000)),
      ],
      'ended',
    ],
    [
      'was closed by one end, and the other goes on',
      [flow({ ...during(0, 20_000), Flags: 0x200 }), back(during(1, 25_000)), back(during(25_000, 29_000))],
      'open',
    ],
  ])('of one that %s', async (_name, flows, status) => {
    await withOpened([await files.writeFlows([...flows, last])], async ({ store }) => {
      const filter = match('SrcPort', '=', '40000');
      const { items } = await store.conversations({ span: ALWAYS, filter, order: ORDER, limit: 9 });
      expect(items).toMatchObject([{ status, flows: flows.length }]);
    });
  });

  test('leaves no record of an end that nobody saw', async () => {
    await withOpened([await files.writeFlows([flow(), last])], async ({ store }) => {
      const types = ['newConnection', 'heartbeat', 'endConnection'] as const;
      const { records } = await store.records({ span: ALWAYS, types, filter: EVERYTHING, limit: 9 });
      expect(records.map(({ _RecordType, SrcPort }) => [SrcPort, _RecordType])).toEqual([
        [1, 'newConnection'],
        [40_000, 'endConnection'],
        [40_000, 'newConnection'],
      ]);
    });
  });

  test('is told of nowhere where only ends are told, and the recording says of how many', async () => {
    const more = { logTypes: 'EndedConversations' } as const;
    await withOpened(
      [await files.writeFlows([flow(), last])],
      async ({ app, store }) => {
        expect(await store.summary()).toMatchObject({ conversations: 1, openConversations: 0 });
        const { recording } = (await app.inject('/api/frontend-config')).json<FrontendConfig>();
        expect(recording?.notes).toMatchObject([{ code: 'not-ended', numbers: { connections: 1 } }]);
      },
      more,
    );
  });
});
