import { describe, expect, test } from 'vitest';

import { numberOfName } from './named-number.ts';
import { portName, PORTS } from './port-names.ts';

const TCP = 6;
const UDP = 17;
const SCTP = 132;
const ICMP = 1;

describe('the name of a port', () => {
  test.each([
    [TCP, 514, 'shell'],
    [UDP, 514, 'syslog'],
    [TCP, 513, 'login'],
    [UDP, 513, 'who'],
    [UDP, 67, 'dhcp'],
    [TCP, 67, undefined],
    [TCP, 22, 'ssh'],
    [UDP, 22, undefined],
    [TCP, 53, 'dns'],
    [UDP, 53, 'dns'],
    [UDP, 443, 'https'],
    [UDP, 3306, undefined],
    [SCTP, 38_412, 'ngap'],
    [SCTP, 22, undefined],
    [ICMP, 80, undefined],
    [undefined, 80, undefined],
    [TCP, undefined, undefined],
  ])('goes by protocol %s and port %s: %s', (protocol, port, name) => {
    expect(portName(protocol, port)).toBe(name);
  });

  test('stands for one number, whatever the protocol', () => {
    const numbers = new Map<string, Set<number>>();
    for (const { name, value } of PORTS) {
      numbers.set(name, (numbers.get(name) ?? new Set()).add(value));
    }
    const several = [...numbers].filter(([, values]) => values.size > 1).map(([name]) => name);
    expect(several).toEqual([]);
    expect(numberOfName(PORTS, 'syslog')).toBe(514);
    expect(numberOfName(PORTS, 'shell')).toBe(514);
  });
});
