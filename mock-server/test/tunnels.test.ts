import { describe, expect, test } from 'vitest';

import { EVERYTHING } from '#model/filter/filter.ts';
import type { FrontendConfig } from '#model/wire/config.ts';

import { HAS_TSHARK } from '../src/recording/testing/tshark-conversations.ts';
import { casePath, withOpened } from './opened.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

/** The conversations of a capture of HTTP in VXLAN, and what is told of it. */
async function opened(tunnels: 'inner' | 'outer') {
  const told: { ends: readonly unknown[]; notes: readonly unknown[] } = { ends: [], notes: [] };
  const path = casePath('zeek', 'tunnels__vxlan-encapsulated-http.pcap');
  await withOpened(
    [path],
    async ({ app, store }) => {
      const order = { key: 'start', direction: 'asc' } as const;
      const { items } = await store.conversations({ span: ALWAYS, filter: EVERYTHING, order, limit: 9 });
      told.ends = items.map(({ packets, latest }) => [latest['Proto'], latest['DstPort'], packets]);
      const { recording } = (await app.inject('/api/frontend-config')).json<FrontendConfig>();
      told.notes = recording?.notes ?? [];
    },
    { tunnels },
  );
  return told;
}

describe.skipIf(!HAS_TSHARK)('packets in a tunnel (needs tshark)', () => {
  test('are those of the tunnel, and it is told that they come through one', async () => {
    const { ends, notes } = await opened('outer');
    expect(ends).toEqual([[17, 4789, 12]]);
    expect(notes).toMatchObject([
      { code: 'tunnels', numbers: { packets: 12 }, texts: { tunnels: 'VXLAN', shown: 'outer' } },
    ]);
  });

  test('are those of the connection in it where that is wanted, and it is told', async () => {
    const { ends, notes } = await opened('inner');
    expect(ends).toEqual([[6, 80, 12]]);
    expect(notes).toMatchObject([
      { code: 'tunnels', numbers: { packets: 12 }, texts: { tunnels: 'VXLAN', shown: 'inner' } },
    ]);
  });
});
