import { describe, expect, test } from 'vitest';

import { event, flow } from '../../test/flow-builder.ts';
import { ConversationNames, SharedNames } from './conversation-names.ts';

const NAMED = {
  SrcK8S_Name: 'cart-1',
  SrcK8S_Namespace: 'shop',
  SrcK8S_Zone: 'a',
  SrcSubnetLabel: 'pods',
  DstK8S_Name: 'redis-0',
  K8S_FlowLayer: 'app',
  K8S_ClusterName: 'east',
};
const BACK = { SrcAddr: '10.0.0.2', DstAddr: '10.0.0.1' };

describe('ConversationNames', () => {
  const names = () => new ConversationNames(new SharedNames());
  const opened = event('newConnection');

  test('gives an event what flows said of its ends, and of the two of them', () => {
    const some = names();
    some.add(flow(NAMED), 'ab');
    expect(some.putOn(opened)).toEqual({ ...opened, ...NAMED });
  });

  test('names A and B alike, whichever way the flow went that says it', () => {
    const some = names();
    some.add(flow({ ...BACK, ...NAMED }), 'ba');
    expect(some.putOn(opened)).toMatchObject({
      SrcK8S_Name: 'redis-0',
      DstK8S_Name: 'cart-1',
      DstSubnetLabel: 'pods',
      K8S_FlowLayer: 'app',
    });
  });

  test('joins flows of which each names one end, and hears nothing in a flow without names', () => {
    const some = names();
    some.add(flow({ SrcK8S_Name: 'cart-1' }), 'ab');
    some.add(flow({ ...BACK, SrcK8S_Name: 'redis-0' }), 'ba');
    some.add(flow({ SrcK8S_Name: null, DstK8S_Name: '' }), 'ab');
    expect(some.putOn(opened)).toEqual({ ...opened, SrcK8S_Name: 'cart-1', DstK8S_Name: 'redis-0' });
  });

  test('holds what was said last of an end, whole', () => {
    const some = names();
    some.add(flow(NAMED), 'ab');
    some.add(flow({ SrcK8S_Name: 'cart-2' }), 'ab');
    const named = some.putOn(opened);
    expect(named['SrcK8S_Name']).toBe('cart-2');
    expect(named).not.toHaveProperty('SrcK8S_Namespace');
    expect(named['DstK8S_Name']).toBe('redis-0');
  });

  test('believes a second observer where the flows that count say nothing', () => {
    const some = names();
    some.add(flow({ SrcK8S_Name: 'cart-1' }), 'ab');
    some.addSecond(flow({ SrcK8S_Name: 'other', DstK8S_Name: 'redis-0' }), 'ab');
    expect(some.putOn(opened)).toEqual({ ...opened, SrcK8S_Name: 'cart-1', DstK8S_Name: 'redis-0' });
  });

  test('knows nothing of what was said in another connection of the same address', () => {
    const shared = new SharedNames();
    const first = new ConversationNames(shared);
    const second = new ConversationNames(shared);
    first.add(flow(NAMED), 'ab');
    second.add(flow(), 'ab');
    expect(second.putOn(opened)).toEqual(opened);
    second.add(flow({ SrcK8S_Name: 'load-7' }), 'ab');
    expect(first.putOn(opened)['SrcK8S_Name']).toBe('cart-1');
  });

  test('leaves what an event says itself', () => {
    const some = names();
    some.add(flow(NAMED), 'ab');
    expect(some.putOn({ ...opened, SrcK8S_Name: 'mine' })['SrcK8S_Name']).toBe('mine');
  });
});
