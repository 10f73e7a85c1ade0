import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';

import { ContractServer, NOW_MS, twice } from './contract-server.ts';
import { Oracle } from './oracle/oracle.ts';

const CONVERSATIONS = '/api/conversations';

type List = { readonly items: readonly Conversation[]; readonly total: number; readonly cursor?: string };
type Explanation = {
  readonly total: number;
  readonly groups: readonly { readonly conditions: readonly { readonly alone: number }[] }[];
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
};

describe('what is ours', () => {
  let server: ContractServer;
  let oracle: Oracle;
  beforeAll(async () => {
    server = await ContractServer.start({ recordings: ['port-reuse', 'idle', 'icmp', 'failing', 'ipv6'] });
    oracle = new Oracle(await server.records(), NOW_MS);
  });
  afterAll(() => server.stop());

  const listOf = (query: string) => server.json<List>(`${CONVERSATIONS}?${query}`);
  const refused = async (url: string) => {
    const { status, text } = await server.get(url);
    return { status, ...(JSON.parse(text) as { message: string; path?: string; code: string }) };
  };

  describe('/api/conversations', () => {
    test('answers instances that were alive, each once, as the events fold', async () => {
      const { items, total } = await listOf('limit=10000');
      const expected = oracle.aliveIn(new URLSearchParams());
      expect(total).toBe(expected.length);
      const byKey = (list: readonly Conversation[]) => [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
      expect(byKey(items)).toEqual(byKey(expected));
      expect(new Set(items.map(({ id }) => id)).size).toBeLessThan(items.length);
    });

    const VALUES: Readonly<Record<string, (conversation: Conversation) => unknown>> = {
      start: ({ startMs }) => startMs,
      end: ({ endMs }) => endMs,
      duration: ({ startMs, endMs }) => endMs - startMs,
      bytes: ({ bytes }) => bytes,
      bytesAB: ({ bytesAB }) => bytesAB,
      bytesBA: ({ bytesBA }) => bytesBA,
      packets: ({ packets }) => packets,
      packetsAB: ({ packetsAB }) => packetsAB,
      packetsBA: ({ packetsBA }) => packetsBA,
      flows: ({ flows }) => flows,
      events: ({ events }) => events,
      droppedBytes: ({ latest }) => latest['PktDropBytes'],
      droppedPackets: ({ latest }) => latest['PktDropPackets'],
      rtt: ({ latest }) => latest['MaxTimeFlowRttNs'],
      dnsLatency: ({ latest }) => latest['DnsLatencyMs'],
      protocol: ({ latest }) => latest['Proto'],
      srcPort: ({ latest }) => latest['SrcPort'],
      dstPort: ({ latest }) => latest['DstPort'],
    };

    test.each(CONVERSATION_SORT_KEYS)('sort=%s joins to the whole page by page, both ways', async (key) => {
      const filters = `filters=${twice('_DurationMs>=100')}`;
      for (const sort of [key, `-${key}`]) {
        const whole = await listOf(`sort=${sort}&limit=10000&${filters}`);
        const items: Conversation[] = [];
        let cursor: string | undefined = '';
        while (cursor !== undefined) {
          const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
          const page: List = await listOf(`sort=${sort}&limit=97&${filters}${more}`);
          expect(page.total).toBe(whole.total);
          items.push(...page.items);
          ({ cursor } = page);
        }
        expect(items.map((item) => item.key)).toEqual(whole.items.map((item) => item.key));
        const valueOf = VALUES[key];
        if (valueOf !== undefined) {
          const values = whole.items.map(valueOf);
          const set = values.filter((value) => value !== undefined).map(Number);
          expect(values.slice(0, set.length).every((value) => value !== undefined)).toBe(true);
          expect(set).toEqual([...set].sort((a, b) => (sort === key ? a - b : b - a)));
        }
      }
    });

    test.each([
      '_Status="ended"',
      '_Status!="ended"',
      '_DurationMs>=1000&_DurationMs<30000',
      'Bytes>=1000&Bytes_BA<500',
      'Packets_AB>3',
      'numFlowLogs>=4',
      '_Events>2',
      'SrcK8S_Namespace="pair"|DstPort=53',
      '!SrcPort>=40000',
      'MaxTimeFlowRttNs>=1000000',
    ])('filters=%s', async (filters) => {
      const { items, total } = await listOf(`limit=10000&filters=${twice(filters)}`);
      const expected = oracle.aliveIn(new URLSearchParams({ filters: encodeURIComponent(filters) }));
      expect(total).toBe(expected.length);
      expect(new Set(items.map(({ key }) => key))).toEqual(new Set(expected.map(({ key }) => key)));
    });

    test.each([
      ['sort=size', 'sort'],
      ['cursor=nonsense', 'cursor'],
      ['limit=0', 'limit'],
      [`filters=${twice('_DurationMs~long')}`, 'filters'],
    ])('?%s: 400 at that parameter', async (query, path) => {
      expect(await refused(`${CONVERSATIONS}?${query}`)).toMatchObject({ status: 400, path });
    });

    test('a cursor of another order is refused', async () => {
      const { cursor = '' } = await listOf('sort=bytes&limit=1');
      expect(await refused(`${CONVERSATIONS}?sort=-bytes&limit=1&cursor=${cursor}`)).toMatchObject({
        status: 400,
        path: 'cursor',
      });
    });
  });

  describe('/api/conversations/{key}', () => {
    test('answers the instance with its events and flow logs, oldest first', async () => {
      const { items } = await listOf('limit=25&sort=-flows');
      for (const item of items) {
        const { conversation, events, flows, reconciliation } = await server.json<{
          conversation: Conversation;
          events: readonly TrafficRecord[];
          flows: readonly TrafficRecord[];
          reconciliation: { numFlowLogs: number; flowsFound: number; duplicates: number };
        }>(`${CONVERSATIONS}/${encodeURIComponent(item.key)}`);
        expect(conversation).toEqual(item);
        expect(events).toHaveLength(item.events);
        expect(new Set([...events, ...flows].map((record) => record['_HashId']))).toEqual(new Set([item.id]));
        expect(reconciliation.flowsFound + reconciliation.duplicates).toBe(flows.length);
        expect(reconciliation).toMatchObject({ numFlowLogs: item.flows, flowsFound: item.flows });
      }
    });

    test('tells instances of one id apart', async () => {
      const { items } = await listOf('limit=10000');
      const again = items.filter(({ id }, index) => items.findIndex((other) => other.id === id) !== index);
      expect(again.length).toBeGreaterThan(0);
      for (const { key } of again) {
        const { conversation } = await server.json<{ conversation: Conversation }>(
          `${CONVERSATIONS}/${encodeURIComponent(key)}`,
        );
        expect(conversation.key).toBe(key);
      }
    });

    test.each(['f00d@1', 'nonsense'])('%s: 404', async (key) => {
      expect(await refused(`${CONVERSATIONS}/${key}`)).toMatchObject({ status: 404, path: 'key' });
    });
  });

  describe('/api/conversations/facets', () => {
    test('counts conversations by the values of fields, the most frequent first', async () => {
      const { facets } = await server.json<{
        facets: readonly {
          field: string;
          values: readonly { value: string; count: number }[];
          valueCount: number;
        }[];
      }>(`${CONVERSATIONS}/facets?fields=_Status,Proto,DstPort&limit=2`);
      expect(facets.map(({ field }) => field)).toEqual(['_Status', 'Proto', 'DstPort']);
      const all = oracle.aliveIn(new URLSearchParams());
      for (const { field, values, valueCount } of facets) {
        const counts = all.reduce((known, conversation) => {
          const value = String((conversationRecord(conversation)[field] as number | undefined) ?? '');
          return known.set(value, (known.get(value) ?? 0) + 1);
        }, new Map<string, number>());
        expect(valueCount).toBe(counts.size);
        expect(values.length).toBe(Math.min(2, counts.size));
        expect(values.every(({ value, count }) => counts.get(value) === count)).toBe(true);
        expect(values[0]?.count).toBe(Math.max(...counts.values()));
      }
    });

    test.each([
      ['', 'fields'],
      ['fields=', 'fields'],
      ['fields=NoSuchField', 'fields'],
      ['fields=Proto&limit=0', 'limit'],
    ])('?%s: 400 at that parameter', async (query, path) => {
      expect(await refused(`${CONVERSATIONS}/facets?${query}`)).toMatchObject({ status: 400, path });
    });
  });

  describe('/api/explain', () => {
    test.each<[string, string, string]>([
      [
        'protocols that are not tracked',
        `recordType=allConnections&filters=${twice('Proto=1')}`,
        'protocol-not-tracked',
      ],
      [
        'fields that tracking leaves out',
        `recordType=allConnections&filters=${twice('DnsName="a"')}`,
        'field-not-in-events',
      ],
      ['fields that only tracking has', `filters=${twice('_DurationMs>=1')}`, 'field-not-in-flows'],
      ['fields that there are not', `filters=${twice('SrcK8S_Nmespace="a"')}`, 'unknown-field'],
      [
        'an id that is not there',
        `recordType=allConnections&filters=${twice('_HashId="f00d"')}`,
        'id-not-there',
      ],
      ['what is before all that is kept', 'startTime=1&endTime=2', 'before-what-is-kept'],
      ['what is after all that is kept', 'startTime=1900000000', 'after-what-is-kept'],
    ])('tells why nothing is found: %s', async (_, query, code) => {
      const { total, reasons } = await server.json<Explanation>(`/api/explain?${query}`);
      expect(total).toBe(0);
      expect(reasons.map((reason) => reason.code)).toContain(code);
      expect(reasons.every(({ message }) => message.length > 20)).toBe(true);
    });

    test('finds the conversation of an id before or after the time range', async () => {
      const { items } = await listOf('limit=1&sort=start');
      const [first] = items;
      const query = `recordType=allConnections&filters=${twice(`_HashId="${first?.id ?? ''}"`)}`;
      const { reasons } = await server.json<Explanation>(`/api/explain?startTime=1795426400&${query}`);
      expect(reasons.map(({ code }) => code)).toContain('id-outside-time-range');
    });

    test('counts what the list finds', async () => {
      const query = `filters=${twice('DstPort=53&Proto=17|Proto=1')}`;
      const { total, groups } = await server.json<Explanation>(`/api/explain?${query}`);
      expect(total).toBe(oracle.chosen(new URLSearchParams(query)).length);
      expect(groups.map(({ conditions }) => conditions.length)).toEqual([2, 1]);
    });

    test.each([
      [`filters=${twice('SrcPort')}`, 400],
      ['recordType=x', 400],
      [`filters=${twice(Array.from({ length: 51 }, (_, port) => `SrcPort=${port}`).join('|'))}`, 422],
    ])('refuses ?%s', async (query, status) => {
      expect((await refused(`/api/explain?${query}`)).status).toBe(status);
    });
  });
});
