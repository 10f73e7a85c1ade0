import type { ParetoRange } from '../chance/distributions.ts';

/** How an application talks: what a server of its kind listens on, and the sizes and times of its exchanges. */
export type Application = {
  readonly name: string;
  /** The port of its service, and of its pods. */
  readonly servicePort: number;
  readonly podPort: number;
  /** What is asked, in bytes: lognormal around this. */
  readonly requestBytes: number;
  /** What is answered, in bytes. */
  readonly responseBytes: ParetoRange;
  /** Share of connections that are kept open and used again and again. */
  readonly keptOpen: number;
  /** Between exchanges of a connection that is kept open, in milliseconds: lognormal around this. */
  readonly pauseMs: number;
};

const PAGES: ParetoRange = { least: 300, most: 2e8, alpha: 1 };
const ROWS: ParetoRange = { least: 80, most: 5e6, alpha: 1.1 };

/** What the applications' workloads are, the most usual first. */
export const APPLICATIONS = [
  application('http', [80, 8080], { keptOpen: 0.12, pauseMs: 900 }),
  application('grpc', [9000, 9000], { responseBytes: ROWS, keptOpen: 0.35, pauseMs: 1_200 }),
  application('redis', [6379, 6379], { requestBytes: 60, responseBytes: ROWS, keptOpen: 0.4, pauseMs: 700 }),
  application('postgres', [5432, 5432], { responseBytes: ROWS, keptOpen: 0.4, pauseMs: 1_500 }),
  application('kafka', [9092, 9092], { requestBytes: 4_000, keptOpen: 0.6, pauseMs: 500 }),
] as const;

/** What is asked of servers outside. */
export const OUTSIDE_HTTPS = application('https', [443, 443], { keptOpen: 0.1, pauseMs: 2_500 });

/** What clients outside ask of the routers. */
export const INGRESS_HTTPS = application('ingress', [443, 443], { keptOpen: 0.15, pauseMs: 2_000 });

/** Metrics that are fetched from a pod: about 20 kB, over a new connection. */
export const SCRAPE = application('metrics', [8081, 8081], {
  requestBytes: 300,
  responseBytes: { least: 8_000, most: 200_000, alpha: 1.5 },
  keptOpen: 0,
});

/** A kubelet's probe of a pod's health. */
export const PROBE = application('probe', [8082, 8082], {
  requestBytes: 120,
  responseBytes: { least: 110, most: 400, alpha: 2 },
  keptOpen: 0,
});

/** The API of Kubernetes: watched for long, with little said. */
export const API = application('api', [443, 6443], { keptOpen: 0.5, pauseMs: 4_000 });

/** Name servers: UDP, one question, one answer; the port of the pods is OpenShift's. */
export const DNS = application('dns', [53, 5353], {
  requestBytes: 45,
  responseBytes: { least: 80, most: 480, alpha: 2 },
  keptOpen: 0,
});

/** Measurements sent by UDP, which nobody answers. */
export const STATSD = application('statsd', [8125, 9125], {
  requestBytes: 180,
  keptOpen: 0.5,
  pauseMs: 2_000,
});

function application(
  name: string,
  [servicePort, podPort]: readonly [number, number],
  habits: Partial<Application>,
): Application {
  return {
    name,
    servicePort,
    podPort,
    requestBytes: 450,
    responseBytes: PAGES,
    keptOpen: 0,
    pauseMs: 1_000,
    ...habits,
  };
}
