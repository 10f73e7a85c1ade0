import { describe, expect, test } from 'vitest';

import type { FieldFormat } from '../../fields/field-spec.ts';
import { spellName } from './spelling.ts';

describe('spellName', () => {
  test.each<[FieldFormat | undefined, string, string]>([
    ['dnsCode', 'nxdomain', 'NXDomain'],
    ['dnsCode', '3', 'NXDomain'],
    ['dnsCode', '999', '999'],
    ['dropCause', 'SKB_DROP_REASON_NO_SOCKET', 'SKB_DROP_REASON_NO_SOCKET'],
    ['dropCause', 'no_socket', 'SKB_DROP_REASON_NO_SOCKET'],
    ['dropCause', 'tcp_reset', 'SKB_DROP_REASON_TCP_RESET'],
    ['dropCause', '3', 'SKB_DROP_REASON_NO_SOCKET'],
    ['dropCause', 'OVS_DROP_LAST_ACTION', 'OVS_DROP_LAST_ACTION'],
    ['dropState', 'syn_sent', 'TCP_SYN_SENT'],
    ['dropState', '10', 'TCP_LISTEN'],
    ['dropState', 'TCP_INVALID_STATE', 'TCP_INVALID_STATE'],
    ['tcpFlags', 'syn', 'SYN'],
    ['tcpFlags', '256', 'SYN_ACK'],
    ['kind', 'pod', 'Pod'],
    ['kind', 'VirtualMachine', 'VirtualMachine'],
    ['recordType', 'ENDCONNECTION', 'endConnection'],
    ['conversationStatus', 'Open', 'open'],
    [undefined, 'as it is', 'as it is'],
  ])('with format %s, writes %s as %s', (format, text, name) => {
    expect(spellName(text, format)).toBe(name);
  });
});
