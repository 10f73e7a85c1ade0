/** A machine of the lab: a network namespace that routes between its pods and the other nodes. */
export type LabNode = {
  readonly name: string;
  readonly ip: string;
  readonly ip6: string;
  readonly zone: string;
  /** The pods' networks on this node, and the address in them that pods use as their gateway. */
  readonly podNetwork: string;
  readonly podGateway: string;
  readonly podNetwork6: string;
  readonly podGateway6: string;
};

/** A pod: a network namespace with one interface to its node, and the processes that run in it. */
export type LabPod = {
  readonly name: string;
  readonly namespace: string;
  readonly ownerName: string;
  readonly ownerType: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly node: string;
  readonly ip: string;
  readonly ip6: string;
};

/** A service with a cluster address: every node translates it to one of the pods. */
export type LabService = {
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  readonly proto: 'tcp' | 'udp';
  readonly port: number;
  readonly targetPort: number;
  /** Names of the pods behind it. */
  readonly pods: readonly string[];
};

/** A port of a node that leads to a pod, as a load balancer's traffic comes in. */
export type LabNodePort = {
  readonly node: string;
  readonly port: number;
  readonly pod: string;
  readonly targetPort: number;
};

/** Traffic between two pods that a node drops without a word: all of it, as a network policy does, or a part. */
export type LabDrop = {
  readonly node: string;
  readonly fromIp: string;
  readonly toIp: string;
  readonly tcpPort: number;
  /** So many of a hundred packets, each by chance; all without it. */
  readonly percent?: number;
};

/** Everything that the lab builds. Hosts outside have no Kubernetes identity; all live in one namespace. */
export type LabCluster = {
  readonly nodes: readonly LabNode[];
  readonly pods: readonly LabPod[];
  readonly services: readonly LabService[];
  readonly nodePorts: readonly LabNodePort[];
  readonly drops: readonly LabDrop[];
  readonly outside: {
    readonly gateway: string;
    readonly addresses: readonly string[];
    /** Addresses outside at which packets vanish: no answer, no error. */
    readonly silent?: readonly string[];
  };
};

/** What the nodes' agents tell besides flows, in NetObserv's words. */
export type LabFeature = 'packetTranslation' | 'pktDrop';

/** Where a process runs: in a pod, on a node, or outside the cluster. */
export type LabPlace =
  | { readonly kind: 'pod'; readonly pod: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'outside' };

/** A process of a scenario. `{work}` in an argument stands for the lab's working directory. */
export type LabProcess = {
  readonly place: LabPlace;
  readonly command: readonly string[];
  /** Runs before the capture begins, so that its connections are already open when it does. */
  readonly isEarly?: boolean;
};
