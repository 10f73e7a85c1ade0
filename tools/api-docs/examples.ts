/** A request that shows what an operation is for. */
export type Example = {
  /** What it asks in particular: a sentence. */
  readonly asks?: string;
  /** The path with its query, as it is sent. */
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form. */
  readonly form?: string;
  /** At the times of the recording unless it is about a replay that goes on. */
  readonly timeline?: 'live';
  /** How deep what is in the answer is shown; 0 is the answer itself. */
  readonly depth?: number;
  /** The lines of an answer in text that say something; all of them without it. */
  readonly lines?: RegExp;
};

/** A minute of the recording. */
const MINUTE = 'startTime=1795415500&endTime=1795415559';
/** Another, which begins and ends with steps of metrics. */
const STEPS = 'startTime=1795415520&endTime=1795415579';

/** One for each operation, by its id. All ask for what is in the recording `tour`. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  getLokiFlowRecords: {
    asks: 'The newest DNS answers to the shop that were errors, in a minute.',
    url: `/api/loki/flow/records?${MINUTE}&limit=2&filters=${twice('DstK8S_Namespace="shop"&DnsFlagsResponseCode="NXDomain"')}`,
  },
  postLokiFlowRecords: {
    asks: 'The same as a form.',
    url: '/api/loki/flow/records',
    form: `${MINUTE}&limit=1&filters=${twice('DstK8S_Namespace="shop"&DnsFlagsResponseCode="NXDomain"')}`,
  },
  getLokiExport: {
    asks: 'Some columns of the flow logs between the shop and its Redis, as CSV.',
    url: `/api/loki/export?${MINUTE}&format=csv&recordType=flowLog&limit=3&columns=TimeFlowEndMs,SrcK8S_Name,DstK8S_Name,DstPort,Bytes&filters=${twice('SrcK8S_Namespace="shop"&DstPort=6379')}`,
  },
  getFlowMetrics: {
    asks: 'Bytes a second for each namespace, the three greatest.',
    url: `/api/flow/metrics?${STEPS}&aggregateBy=namespace&type=Bytes&function=rate&step=30s&rateInterval=30s&limit=3`,
  },
  getResourcesClusters: { asks: 'All clusters; the recording names none.', url: '/api/resources/clusters' },
  getResourcesUdns: { url: '/api/resources/udns' },
  getResourcesZones: { url: '/api/resources/zones' },
  getResourcesNamespaces: { url: '/api/resources/namespaces' },
  getResourcesNames: {
    asks: 'The deployments of the shop.',
    url: '/api/resources/names?namespace=shop&kind=Deployment',
  },
  getK8sResourcesUdnIds: { url: '/api/k8s/resources/udnIds' },
  getRole: { url: '/role' },
  getStatus: { url: '/api/status' },
  getFrontendConfig: { url: '/api/frontend-config' },
  getLokiReady: { url: '/api/loki/ready' },
  getLokiMetrics: {
    asks: 'The metrics; here those of the store.',
    url: '/api/loki/metrics',
    lines: /store_/,
  },
  getLokiBuildinfo: { url: '/api/loki/buildinfo' },
  getLokiConfigLimits: { url: '/api/loki/config/limits' },
  getPrometheusApiV1Rules: { url: '/api/prometheus/api/v1/rules' },
  getPrometheusApiV1Query: { url: '/api/prometheus/api/v1/query?query=up' },
  getAlertmanagerApiV2Silences: { url: '/api/alertmanager/api/v2/silences' },
  postConversations: {
    asks: 'One, as a form.',
    url: '/api/conversations',
    form: `${MINUTE}&sort=-bytes&limit=1&filters=${twice('DstPort=6379')}`,
  },
  getConversations: {
    asks: 'The conversations with Redis that lasted at least a second, the one with the most bytes first.',
    url: `/api/conversations?${MINUTE}&sort=-bytes&limit=1&filters=${twice('DstPort=6379&_DurationMs>=1000')}`,
  },
  getConversationsByKey: {
    asks: 'The first of the example above, by its `key`.',
    url: '/api/conversations/c41b93268006b235@1795415418056',
  },
  getConversationsFacets: {
    asks: 'How many conversations of a minute are of which status and protocol.',
    url: `/api/conversations/facets?${MINUTE}&fields=_Status,Proto&limit=3`,
  },
  getExplain: {
    asks: 'Why there are no conversations of pings in the shop.',
    url: `/api/explain?${MINUTE}&recordType=allConnections&filters=${twice('SrcK8S_Namespace="shop"&Proto=ICMP')}`,
  },
  postMetrics: {
    asks: 'Two panels of a page: traffic by owner, and the slowest tenth of round trips.',
    url: '/api/metrics',
    body: {
      shared: { startTime: 1795415520, endTime: 1795415579, step: '30s', limit: 2 },
      queries: [
        { id: 'traffic', aggregateBy: 'owner', type: 'Bytes', function: 'sum' },
        { id: 'slow', aggregateBy: 'app', type: 'TimeFlowRttNs', function: 'p90' },
      ],
    },
  },
  getReplay: { url: '/api/replay', timeline: 'live' },
  patchReplay: {
    asks: 'Stops the replay a minute after its start.',
    url: '/api/replay',
    body: { isPaused: true, positionMs: 60_000 },
    timeline: 'live',
  },
  getHealth: { url: '/health' },
  getMetrics: { asks: 'The metrics; here those of the store.', url: '/metrics', lines: /store_/ },
  getOpenapiJson: { url: '/api/openapi.json', depth: 1 },
};

/** What is wrong with a request is said so; this one asks for no rows at all. */
export const REFUSED_EXAMPLE: Example = {
  asks: 'No rows at all.',
  url: '/api/loki/flow/records?limit=0',
};

/** As NetObserv's page encodes filters. */
function twice(filters: string): string {
  return encodeURIComponent(encodeURIComponent(filters));
}
