import {
  runBothNodesClient,
  runChattyClient,
  runHeldConnection,
  runIdleClient,
  runIpv6Client,
  runKeepingClient,
  runOneSidedClient,
  runPoliteClient,
  runReusingClient,
  runUnreachableClient,
} from './pair-clients.ts';
import { runPairServer } from './pair-servers.ts';
import { runPortScan } from './port-scan.ts';

/** What the processes of the small cluster can be, by their names. */
export const PAIR_ROLES: Readonly<Record<string, () => void>> = {
  'pair-server': runPairServer,
  'pair-idle': runIdleClient,
  'pair-held': runHeldConnection,
  'pair-reuse': runReusingClient,
  'pair-one-sided': runOneSidedClient,
  'pair-polite': runPoliteClient,
  'pair-both-nodes': runBothNodesClient,
  'pair-ipv6': runIpv6Client,
  'pair-unreachable': runUnreachableClient,
  'pair-scan': () => {
    void runPortScan();
  },
  'pair-chatty': runChattyClient,
  'pair-keeping': runKeepingClient,
};
