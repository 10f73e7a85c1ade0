import type { LogTypesSetting } from '#model/wire/config.ts';

import type { ConntrackConfig } from '../src/conntrack/config/conntrack-config.ts';
import { productionConfig } from '../src/conntrack/config/production-config.ts';

/** Connection tracking as the operator sets it up where nothing else is said: timeouts of 10 s and 5 s. */
export function trackingConfig(logTypes: Exclude<LogTypesSetting, 'Flows'> = 'All'): ConntrackConfig {
  return productionConfig({
    logTypes,
    heartbeatMs: 30_000,
    endTimeoutMs: 10_000,
    terminatingTimeoutMs: 5_000,
    features: [],
  });
}
