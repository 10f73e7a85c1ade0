import type { Flow } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import { Meter } from '../../mock-server/src/recording/meter/meter.ts';
import type { Packet } from '../../mock-server/src/recording/meter/packet.ts';
import type { LabCluster, LabNode, LabPod } from './cluster.ts';
import type { DroppedPacket } from './drops.ts';
import { withDrops } from './drops.ts';
import { kubernetesFields } from './kubernetes-fields.ts';
import { podInterface, podMac } from './network.ts';
import type { Translation } from './translations.ts';
import { withTranslations } from './translations.ts';

/** The agents evict at moments of their own, and their flow logs are underway for a moment. */
const PHASE_STEP_US = 1_370_000;
const DELIVERY_US = 280_000;
const EVICTION_PERIOD_US = 5_000_000;

/** What one node saw: packets, and what its kernel said of connections and packets when it was asked to. */
export type NodeCapture = {
  readonly node: LabNode;
  readonly packets: readonly Packet[];
  readonly translations?: readonly Translation[];
  readonly drops?: readonly DroppedPacket[];
};

/** The flow logs of a run as the pipeline would have stored them: metered, enriched, by time of receipt. */
export function recordFlows(cluster: LabCluster, captures: readonly NodeCapture[]): readonly Flow[] {
  const enrich = kubernetesFields(cluster);
  const flows = captures.flatMap(({ node, packets, translations = [], drops = [] }, index) => {
    const evictionPhaseUs = (packets[0]?.timeUs ?? 0) + (index + 1) * PHASE_STEP_US;
    const meter = new Meter({
      agentIp: node.ip,
      evictionPhaseUs,
      evictionPeriodUs: EVICTION_PERIOD_US,
      deliveryUs: DELIVERY_US,
      socketInterfaces: new Set(podsOf(cluster, node).map(podInterface)),
    });
    const metered = [...packets.flatMap((packet) => meter.push(packet)), ...meter.flush()];
    const receivedS = (timeUs: number) => receivedAfter(timeUs, evictionPhaseUs);
    return withDrops(metered.map(withTranslations(translations)), drops, { agentIp: node.ip, receivedS });
  });
  return flows.map(enrich).sort((one, other) => receivedAt(one) - receivedAt(other));
}

/** `TimeReceived` of what is evicted next after a packet. */
function receivedAfter(timeUs: number, phaseUs: number): number {
  const evictions = Math.floor((timeUs - phaseUs) / EVICTION_PERIOD_US) + 1;
  return Math.floor((phaseUs + evictions * EVICTION_PERIOD_US + DELIVERY_US) / 1_000_000);
}

/** The pods on a node. */
export function podsOf(cluster: LabCluster, node: LabNode): readonly LabPod[] {
  return cluster.pods.filter((pod) => pod.node === node.name);
}

/**
 * Which way a packet passed an interface of the node: into it (0) when the far end sent it.
 *
 * On a pod's link that is the pod, known by its MAC. On the uplink it is anybody but the node itself.
 */
export function directionOn(
  pods: readonly LabPod[],
  uplinkMac: string,
): (interfaceName: string, srcMac: string) => 0 | 1 {
  const macOf = new Map(pods.map((pod) => [podInterface(pod), podMac(pod)]));
  return (interfaceName, srcMac) => {
    const mac = macOf.get(interfaceName);
    const isIncoming = mac === undefined ? srcMac !== uplinkMac : srcMac === mac;
    return isIncoming ? 0 : 1;
  };
}

function receivedAt(flow: Flow): number {
  return numberField(flow, 'TimeReceived') ?? 0;
}
