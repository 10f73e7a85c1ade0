import { expect, test } from 'vitest';

import type { LogType } from '../event.ts';
import type { Filter } from '../filter/filter.ts';
import { all, EVERYTHING, match } from '../filter/filter.ts';
import { netObservBackend } from '../testing/netobserv-backend.ts';
import type { Slowness } from './slowness.ts';
import { slownessOf } from './slowness.ts';

const HOUR_MS = 3_600_000;

const label = match('DstK8S_Namespace', '=', 'shop');
const port = match('DstPort', '=', '443');
/** A label, but not one that all events of a conversation have alike. */
const direction = match('FlowDirection', '=', '0');
/** The other way round. */
const layer = match('K8S_FlowLayer', '=', 'app');

type Asked = readonly [logType: LogType, filter: Filter, ms: number];

test.each<[string, Asked, readonly Slowness[]]>([
  ['a label, for an hour', ['allConnections', label, HOUR_MS], []],
  ['a label, for longer', ['allConnections', label, HOUR_MS + 1], ['long-range']],
  ['a label among others', ['flowLog', all(label, port), HOUR_MS], []],
  ['no label', ['allConnections', port, HOUR_MS], ['unindexed']],
  ['no label, for longer', ['flowLog', port, HOUR_MS + 1], ['unindexed', 'long-range']],
  ['everything, which is nobody’s doing', ['allConnections', EVERYTHING, HOUR_MS], []],
  ['a label that is not asked for of events', ['allConnections', direction, HOUR_MS], ['unindexed']],
  ['a label that events have alike, and flows do not', ['allConnections', layer, HOUR_MS], []],
  ['a label that is not asked for of flows', ['flowLog', layer, HOUR_MS], ['unindexed']],
])('what makes NetObserv’s backend slow: %s', (_name, [logType, filter, ms], expected) => {
  const span = { fromMs: 0, toMs: ms };
  expect(slownessOf({ logType, filter, span }, netObservBackend())).toEqual(expected);
});

test('what makes ours slow is a long time range alone', () => {
  const asked = { logType: 'allConnections', filter: port } as const;
  expect(slownessOf({ ...asked, span: { fromMs: 0, toMs: HOUR_MS } }, { kind: 'own' })).toEqual([]);
  expect(slownessOf({ ...asked, span: { fromMs: 0, toMs: 2 * HOUR_MS } }, { kind: 'own' })).toEqual([
    'long-range',
  ]);
});
