import type { Flow } from '#model/flow.ts';

import { flow } from '../flow-builder.ts';
import { Dice } from './dice.ts';

/** Text that grammars, encodings, spreadsheets and SQL trip over. */
export const HOSTILE = [
  'two words',
  'one, two',
  'say "hi"',
  'a|b&c',
  '100%',
  '%2C%22',
  '🦊 fox',
  "'; drop table records; --",
  'back\\slash',
  'star*star',
  'a=b>=c~d',
  '=1+1',
  'TLS 1.2',
  'Allowed by default allow from local node policy, direction Ingress',
  '(brackets)',
  'é',
] as const;

/** When the odd flows begin: shortly after the first of the bundled recordings. */
const ODD_MS = 1_795_426_000_000;

/** Flows that hold what no recording does: hostile text, drops of every sort, lists, translations, two reporters. */
export function oddFlows(): readonly Flow[] {
  const dice = new Dice(1, 0);
  return Array.from({ length: 300 }, (_, index) => {
    const startMs = ODD_MS + index * 700;
    const word = dice.oneOf(HOSTILE);
    const isDropped = dice.isLucky(0.2);
    return flow({
      SrcAddr: `198.18.0.${dice.below(6)}`,
      DstAddr: `198.18.1.${dice.below(4)}`,
      SrcPort: 30_000 + dice.below(40),
      DstPort: dice.oneOf([80, 443, 53]),
      Proto: dice.oneOf([6, 6, 17]),
      Bytes: isDropped && dice.isLucky(0.5) ? undefined : 60 + dice.below(5000),
      Packets: isDropped && dice.isLucky(0.5) ? undefined : 1 + dice.below(9),
      TimeFlowStartMs: startMs,
      TimeFlowEndMs: startMs + dice.below(900),
      AgentIP: dice.oneOf(['10.9.9.1', '10.9.9.2']),
      SrcK8S_Name: dice.isLucky(0.5) ? word : `pod-${dice.below(5)}`,
      SrcK8S_Namespace: dice.oneOf(['odd', 'odd-2', undefined]),
      SrcK8S_OwnerName: dice.isLucky(0.3) ? dice.oneOf(HOSTILE) : 'odd-owner',
      DstK8S_Namespace: dice.oneOf(['odd', 'odd-3', undefined]),
      SrcSubnetLabel: dice.oneOf(['EXT:one', undefined]),
      K8S_ClusterName: dice.oneOf(['east', 'west']),
      Udns: dice.oneOf([['blue'], ['blue', 'odd/green'], [], undefined]),
      NetworkEvents: dice.isLucky(0.3) ? [dice.oneOf(HOSTILE), 'Allowed'] : undefined,
      DnsName: dice.isLucky(0.3) ? word : undefined,
      DnsId: dice.isLucky(0.3) ? 1 + dice.below(999) : undefined,
      DnsLatencyMs: dice.isLucky(0.3) ? dice.below(80) : undefined,
      DnsFlagsResponseCode: dice.isLucky(0.3) ? dice.oneOf(['NoError', 'NXDomain']) : undefined,
      TimeFlowRttNs: dice.isLucky(0.5) ? dice.below(90_000_000) : undefined,
      TLSVersion: dice.isLucky(0.3) ? 'TLS 1.2' : undefined,
      FlowDirection: dice.below(3),
      Dscp: dice.oneOf([0, 46]),
      ...(isDropped
        ? {
            PktDropBytes: 1 + dice.below(900),
            PktDropPackets: 1 + dice.below(9),
            PktDropLatestDropCause: 'SKB_DROP_REASON_TCP_CSUM',
            PktDropLatestState: 'TCP_ESTABLISHED',
          }
        : {}),
    });
  });
}
