import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { conversationKey } from '#model/conversation/identity.ts';
import { conversationIdOf } from '#model/event.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { addressSpaceOf } from '#model/conversation/address-space.ts';

import type { App } from '../src/app.ts';
import { casePath, withOpened } from './opened.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

describe('names of ends', () => {
  test('are those of the own flows of a conversation, not of a pod that gets the address 4 s later', async () => {
    const named = await withOpened([casePath('names', 'job.jsonl')], async (app) =>
      peersOf(await listed(app)),
    );
    expect(named).toEqual([
      ['c1ee3ed775498110', 'batch/report-28', 'shop/db-0'],
      [expect.any(String), 'test/load-7', 'shop/db-0'],
    ]);
  });

  test('are found by filters, and counted by facets', async () => {
    await withOpened([casePath('names', 'job.jsonl')], async ({ app, store }) => {
      const filter = match('SrcK8S_Namespace', '=', 'batch');
      expect(await store.counts({ of: 'conversations', span: ALWAYS, types: [], filters: [filter] })).toEqual(
        [1],
      );
      const answer = await app.inject(
        '/api/conversations/facets?fields=SrcK8S_Name&startTime=1789999990&endTime=1790000100',
      );
      expect(answer.json()).toMatchObject({
        facets: [
          {
            values: [
              { value: 'load-7', count: 1 },
              { value: 'report-28', count: 1 },
            ],
          },
        ],
      });
    });
  });

  test('are those of the own cluster where two have the same addresses', async () => {
    await withOpened([casePath('names', 'clusters.jsonl')], async (app) => {
      const conversations = await listed(app);
      const of = (cluster: string) =>
        conversations
          .filter(({ latest }) => latest['K8S_ClusterName'] === cluster)
          .map(({ latest }) => latest);
      expect([of('east').length, of('west').length]).toEqual([10, 10]);
      for (const cluster of ['east', 'west']) {
        expect(new Set(of(cluster).map(peers).flat())).toEqual(
          new Set([`ns-${cluster}/web-${cluster}`, `ns-${cluster}/api-${cluster}`]),
        );
      }
    });
  });

  test('are two conversations where two clusters use the same ports at once, each with its own flows', async () => {
    await withOpened([casePath('names', 'clusters-same-ports.jsonl')], async (app) => {
      const conversations = await listed(app);
      const [east, west] = conversations;
      expect(peersOf(conversations).map(([, src, dst]) => [src, dst])).toEqual([
        ['ns-east/web-east', 'ns-east/api-east'],
        ['ns-west/web-west', 'ns-west/api-west'],
      ]);
      expect(conversations.map(({ bytes }) => bytes)).toEqual([1000, 50]);
      expect(east?.id).toBe(west?.id);
      expect(east?.key).not.toBe(west?.key);
      for (const { key, bytes } of conversations) {
        const { conversation, flows } = await detailsOf(app, key);
        expect([conversation.key, flows.map((flow) => flow['Bytes'])]).toEqual([key, [bytes]]);
        const [flow = {}] = flows;
        expect((await detailsOf(app, keyOfFlow(flow))).conversation.key).toBe(key);
      }
      // A link from before there were marks opens one of them.
      expect((await detailsOf(app, `${east?.id ?? ''}@${east?.startMs ?? 0}`)).conversation.key).toBe(
        east?.key,
      );
    });
  });

  test('are those of an hour later, an hour later', async () => {
    const named = await withOpened([casePath('names', 'hour-later.jsonl')], async (app) =>
      peersOf(await listed(app)),
    );
    expect(named.map(([, src]) => src)).toEqual(['batch/report-28', 'test/load-7']);
  });
});

async function listed({ store }: App): Promise<readonly Conversation[]> {
  const order = { key: 'start', direction: 'asc' } as const;
  return (await store.conversations({ span: ALWAYS, filter: EVERYTHING, order, limit: 100 })).items;
}

async function detailsOf({ app }: App, key: string) {
  const answer = await app.inject(`/api/conversations/${encodeURIComponent(key)}`);
  return answer.json<{ conversation: Conversation; flows: TrafficRecord[] }>();
}

function keyOfFlow(flow: TrafficRecord): string {
  return conversationKey(
    conversationIdOf(flow) ?? '',
    numberField(flow, 'TimeFlowStartMs') ?? 0,
    addressSpaceOf(flow),
  );
}

function peersOf(conversations: readonly Conversation[]) {
  return conversations.map(({ id, latest }) => [id, ...peers(latest)]);
}

function peers(record: TrafficRecord): readonly string[] {
  const text = (field: string) => textField(record, field) ?? '';
  return ['Src', 'Dst'].map((end) => `${text(`${end}K8S_Namespace`)}/${text(`${end}K8S_Name`)}`);
}
