import { render, waitFor } from '@testing-library/react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { expect, test } from 'vitest';

import type { LogType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { Match } from '#model/filter/filter.ts';
import { match } from '#model/filter/filter.ts';
import { TenantContext } from '../data/tenant.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { useOpening } from './useOpening.ts';

const CONFIG = { recordTypes: [...RECORD_TYPES], capabilities: [] };
const APPLICATIONS = match('flow_layer', '=', 'app');

type Opened = {
  readonly link?: string;
  readonly namespace?: string;
  readonly filter?: Match;
  readonly logType?: LogType;
  readonly isLoaded?: boolean;
};

/** Opens a link, and gives the query string that it becomes. */
function open({ link = '', namespace, filter, logType, isLoaded = true }: Opened): URLSearchParams {
  function Opening() {
    useOpening(CONFIG, { filter, logType, isLoaded });
    return null;
  }
  let search = '';
  render(
    <TenantContext.Provider value={namespace}>
      <PageAt url={`/netflow-traffic${link}`} onPlace={(place) => (search = place.search)}>
        <Opening />
      </PageAt>
    </TenantContext.Provider>,
  );
  return new URLSearchParams(search);
}

test('default quick filters are for who sees all namespaces', () => {
  expect(open({ filter: APPLICATIONS }).get('filters')).toBe('flow_layer=app');
  expect(open({ filter: APPLICATIONS, namespace: 'shop' }).has('filters')).toBe(false);
});

test('a bare link waits for what the user chose last, and opens on it', () => {
  expect(open({ isLoaded: false }).toString()).toBe('');
  expect(open({ logType: 'flowLog' }).get('recordType')).toBe('flowLog');
  expect(open({}).get('recordType')).toBe('allConnections');
});

test.each([
  ['hasDrops', '', 'all(PktDropPackets>=1)'],
  ['sent', '', 'all(PktDropPackets=0,"")'],
  ['dropped', '', 'PktDropPackets>=1 Packets=0,""'],
  ['hasDrops', '&filters=src_namespace%3D%22shop%22', 'src_namespace=shop PktDropPackets>=1'],
  [
    'hasDrops',
    '&filters=src_port%3D1%3Bdst_port%3D2&match=any',
    'any(src_port=1 dst_port=2) PktDropPackets>=1',
  ],
])('packetLoss=%s%s of a link becomes conditions', (packetLoss, rest, filter) => {
  const search = open({ link: `?timeRange=300&recordType=flowLog&packetLoss=${packetLoss}${rest}` });
  expect(search.get('filter')).toBe(filter);
  expect(search.has('packetLoss')).toBe(false);
});

test('a page that is visited again while it opens, opens', async () => {
  let search = '';
  function Opening() {
    useOpening(CONFIG, { filter: undefined, logType: undefined, isLoaded: true });
    return null;
  }
  /** Somebody clicks the link of the page again, before the router has told of what the page wrote. */
  function Revisit() {
    const navigate = useNavigate();
    const isDone = useRef(false);
    useEffect(() => {
      if (!isDone.current) {
        isDone.current = true;
        void navigate('/netflow-traffic');
      }
    }, [navigate]);
    return null;
  }
  render(
    <PageAt url="/netflow-traffic" onPlace={(place) => (search = place.search)}>
      <Opening />
      <Revisit />
    </PageAt>,
  );
  await waitFor(() => expect(search).toContain('recordType=allConnections'));
});

test('a link that says something opens as for everybody else, at once', () => {
  const link = '?filters=protocol%3D6';
  expect(open({ link, logType: 'allConnections', isLoaded: false }).get('recordType')).toBe('flowLog');
});
