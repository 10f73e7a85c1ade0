import { describe, expect, test } from 'vitest';

import { event, flow } from '../../test/flow-builder.ts';
import { Identities } from './identities.ts';

const NAMED = {
  SrcK8S_Name: 'cart-1',
  SrcK8S_Namespace: 'shop',
  SrcK8S_Zone: 'a',
  SrcSubnetLabel: 'pods',
  DstK8S_Name: 'redis-0',
  K8S_FlowLayer: 'app',
};

describe('Identities', () => {
  test('gives an event what flows said of its ends, and of the two of them', () => {
    const identities = new Identities();
    identities.learn(flow(NAMED));
    expect(identities.putOn(event('newConnection'))).toEqual({ ...event('newConnection'), ...NAMED });
  });

  test('knows an address on whichever side it is', () => {
    const identities = new Identities();
    identities.learn(flow(NAMED));
    const back = event('newConnection', { SrcAddr: '10.0.0.2', DstAddr: '10.0.0.1' });
    expect(identities.putOn(back)).toMatchObject({
      SrcK8S_Name: 'redis-0',
      DstK8S_Name: 'cart-1',
      DstSubnetLabel: 'pods',
      K8S_FlowLayer: 'app',
    });
  });

  test('holds what was said last, whole: an address is given to another pod in time', () => {
    const identities = new Identities();
    identities.learn(flow(NAMED));
    identities.learn(flow({ SrcK8S_Name: 'cart-2' }));
    const enriched = identities.putOn(event('newConnection'));
    expect(enriched['SrcK8S_Name']).toBe('cart-2');
    expect(enriched).not.toHaveProperty('SrcK8S_Namespace');
  });

  test('leaves what a record says itself, and records of unknown addresses', () => {
    const identities = new Identities();
    identities.learn(flow(NAMED));
    const known = event('newConnection', { SrcK8S_Name: 'mine' });
    expect(identities.putOn(known)['SrcK8S_Name']).toBe('mine');
    const stranger = event('newConnection', { SrcAddr: '192.0.2.1', DstAddr: '192.0.2.2' });
    expect(identities.putOn(stranger)).toEqual(stranger);
  });

  test('takes nothing from a flow without names', () => {
    const identities = new Identities();
    identities.learn(flow(NAMED));
    identities.learn(flow({ SrcK8S_Name: null }));
    expect(identities.putOn(event('newConnection'))['SrcK8S_Name']).toBe('cart-1');
  });
});
