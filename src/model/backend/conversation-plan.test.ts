import { describe, expect, test } from 'vitest';

import type { Filter } from '../filter/filter.ts';
import { all, EVERYTHING, match } from '../filter/filter.ts';
import { netObservBackend } from '../testing/netobserv-backend.ts';
import { planConversations } from './conversation-plan.ts';
import type { ReadPlan } from './read-plan.ts';
import { printPart } from './read-plan.ts';

const printed = (plan: ReadPlan | undefined) => plan?.parts.map(printPart);

function planned(filter: Filter, isEveryEventWanted = false) {
  const { lasting, hasNames, latest } = planConversations(filter, netObservBackend(), { isEveryEventWanted });
  return { lasting: printed(lasting), hasNames, latest: printed(latest) };
}

const port = match('DstPort', '=', '443');
const name = match('DstK8S_Namespace', '=', 'shop');
const bytes = match('Bytes', '>', '1000');

describe('planConversations', () => {
  test.each<[string, Filter, ReturnType<typeof planned>]>([
    ['of everything', EVERYTHING, { lasting: [''], hasNames: false, latest: undefined }],
    [
      'of a port, which is asked for at either end',
      port,
      { lasting: ['DstPort=443', 'SrcPort=443'], hasNames: false, latest: undefined },
    ],
    [
      'of a name, which an event may lack',
      name,
      { lasting: ['DstK8S_Namespace="shop"', 'SrcK8S_Namespace="shop"'], hasNames: true, latest: undefined },
    ],
    [
      'of an id, which has no ends',
      match('_HashId', '=', 'cafe'),
      { lasting: ['_HashId=cafe'], hasNames: false, latest: undefined },
    ],
    [
      'of a counter, which the latest event passes',
      bytes,
      { lasting: [''], hasNames: false, latest: ['Bytes>=1000'] },
    ],
    [
      'of a counter that equals a number, which an event need not hold',
      match('Bytes', '=', '180'),
      { lasting: [''], hasNames: false, latest: undefined },
    ],
    [
      'of a start, which is that of the first event',
      match('TimeFlowStartMs', '>=', '1000000'),
      { lasting: [''], hasNames: false, latest: undefined },
    ],
    [
      'of a port and a counter',
      all(port, bytes),
      {
        lasting: ['DstPort=443', 'SrcPort=443'],
        hasNames: false,
        latest: ['DstPort=443&Bytes>=1000', 'SrcPort=443&Bytes>=1000'],
      },
    ],
  ])('%s', (_name, filter, expected) => {
    expect(planned(filter)).toEqual(expected);
  });

  test('asks for no name where every event counts, as one may lack it', () => {
    expect(planned(all(port, name), true)).toEqual({
      lasting: ['DstPort=443', 'SrcPort=443'],
      hasNames: false,
      latest: ['DstPort=443&DstK8S_Namespace="shop"', 'SrcPort=443&SrcK8S_Namespace="shop"'],
    });
  });
});
