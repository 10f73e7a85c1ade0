import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { addressSpaceOf, isSameSpace } from './address-space.ts';

describe('addressSpaceOf', () => {
  test.each<[string, TrafficRecord, string]>([
    ['says nothing of a record that does not', {}, ''],
    ['takes the network of either end', { DstK8S_NetworkName: 'blue' }, 'blue'],
    ['is the same both ways', { SrcK8S_NetworkName: 'red', DstK8S_NetworkName: 'blue' }, 'blue'],
    [
      'takes the one that is not the own network of pods',
      { Udns: ['default', '', 'shop/blue'] },
      'shop/blue',
    ],
    ['knows the own network of pods by both of its names', { SrcK8S_NetworkName: 'primary' }, 'default'],
    ['takes the own network of pods where there is no other', { Udns: ['', 'default'] }, 'default'],
    ['goes by the names of the ends before interfaces', { Udns: ['x'], SrcK8S_NetworkName: 'blue' }, 'blue'],
    ['takes text', { Udns: 'blue' }, 'blue'],
    ['takes an id', { UdnId: 'blue' }, 'blue'],
    ['hears nothing in what is no name', { Udns: [1, null, ''], SrcK8S_NetworkName: null }, ''],
  ])('%s', (_name, record, network) => {
    expect(addressSpaceOf(record)).toEqual({ cluster: '', network });
    expect(addressSpaceOf({ ...record, K8S_ClusterName: 'east' })).toEqual({ cluster: 'east', network });
  });

  test('is the same where one does not say its network, but not where it does not say its cluster', () => {
    const [east, blue] = [
      { cluster: 'east', network: '' },
      { cluster: 'east', network: 'blue' },
    ];
    expect(isSameSpace(east, blue)).toBe(true);
    expect(isSameSpace(blue, { cluster: 'east', network: 'red' })).toBe(false);
    expect(isSameSpace(east, { cluster: '', network: '' })).toBe(false);
  });
});
