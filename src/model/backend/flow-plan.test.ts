import { describe, expect, test } from 'vitest';

import type { Filter } from '../filter/filter.ts';
import { all, EVERYTHING, match } from '../filter/filter.ts';
import { netObservBackend } from '../testing/netobserv-backend.ts';
import { planFlows } from './flow-plan.ts';
import type { ReadPlan } from './read-plan.ts';
import { printPart } from './read-plan.ts';

const printed = (plan: ReadPlan | undefined) => plan?.parts.map(printPart);

const port = match('DstPort', '=', '443');
const bytes = match('Bytes', '>', '1000');

describe('planFlows', () => {
  test.each<[string, Filter, readonly string[], readonly string[] | undefined]>([
    ['of everything', EVERYTHING, [''], undefined],
    ['of what both observers say alike', port, ['DstPort=443'], undefined],
    ['of a name of the other end', match('SrcK8S_Name', '=', 'web'), ['SrcK8S_Name=web'], undefined],
    ['of what each observer says for itself', bytes, [''], ['Bytes>=1000']],
    ['of an observer', match('AgentIP', '=', '10.0.0.1'), [''], ['AgentIP=10.0.0.1']],
    ['of both', all(port, bytes), ['DstPort=443'], ['DstPort=443&Bytes>=1000']],
    [
      'of second observers, which are recognised beside the first ones only',
      all(bytes, match('Duplicate', '=', 'true')),
      [''],
      undefined,
    ],
  ])('%s', (_name, filter, shared, narrow) => {
    const plans = planFlows(filter, netObservBackend());
    expect(printed(plans.shared)).toEqual(shared);
    expect(printed(plans.narrow)).toEqual(narrow);
  });
});
