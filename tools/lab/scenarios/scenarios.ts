import { BOTH_NODES } from './both-nodes.ts';
import { CHATTY } from './chatty.ts';
import { FAILING } from './failing.ts';
import { ICMP } from './icmp.ts';
import { IDLE } from './idle.ts';
import { IPV6 } from './ipv6.ts';
import { ONE_SIDED } from './one-sided.ts';
import { PORT_REUSE } from './port-reuse.ts';
import { PORT_SCAN } from './port-scan.ts';
import type { Scenario } from './scenario.ts';
import { SHOP } from './shop.ts';
import { TOUR } from './tour.ts';

/** Everything that the lab can play, the one to be shown first at the head. */
export const SCENARIOS: readonly Scenario[] = [
  TOUR,
  SHOP,
  FAILING,
  IDLE,
  PORT_REUSE,
  ONE_SIDED,
  BOTH_NODES,
  IPV6,
  ICMP,
  PORT_SCAN,
  CHATTY,
];
