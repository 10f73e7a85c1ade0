import { TOUR_ENTRY, TOUR_OUTSIDE } from '../scenarios/tour-cluster.ts';
import type { WirePort } from '../wire.ts';
import { startWire } from '../wire.ts';
import { report } from './chance.ts';
import { FAILING_ROLES } from './failing.ts';
import { runCollector, runKubelet, runPayments, runPrometheus, runStatsdExporter } from './platform.ts';
import { PAIR_ROLES } from './pair-roles.ts';
import { runReportJob } from './report-job.ts';
import { runCart, runCatalog, runFrontend, runShoppers } from './shop.ts';
import { STORE_ROLES } from './store.ts';

/** What one process of the lab can be; the name is its first argument. */
const ROLES: Readonly<Record<string, (argument: string) => void>> = {
  frontend: runFrontend,
  cart: runCart,
  catalog: runCatalog,
  shoppers: () => {
    runShoppers(TOUR_ENTRY);
  },
  prometheus: runPrometheus,
  statsd: runStatsdExporter,
  collector: runCollector,
  payments: (workDirectory) => {
    runPayments(TOUR_OUTSIDE.payments, workDirectory);
  },
  kubelet: runKubelet,
  report: runReportJob,
  ...PAIR_ROLES,
  ...STORE_ROLES,
  ...FAILING_ROLES,
  wire: (ports) => {
    startWire(JSON.parse(ports) as readonly WirePort[]);
  },
};

const [role = '', argument = ''] = process.argv.slice(2);
const start = ROLES[role];
if (start === undefined) {
  throw new Error(`No such role: ${role}`);
}
process.on('uncaughtException', report);
process.on('unhandledRejection', report);
start(argument);
