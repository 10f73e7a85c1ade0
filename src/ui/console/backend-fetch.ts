import { consoleFetch } from '@openshift-console/dynamic-plugin-sdk';

import { backendUrl } from './backend-url.ts';

/** The console's own limit, in milliseconds, after which a request counts as lost. */
const TIMEOUT_MS = 60_000;

/**
 * Asks the plugin's back end through the console's proxy, with the user's session.
 *
 * Unlike `fetch` it rejects on a status that is not OK: `httpFailure` tells such an answer from a network
 * error, a time-out or an abort. The console repeats a 429 up to three times by itself.
 */
export function backendFetch(path: `/${string}`, init?: RequestInit): Promise<Response> {
  return consoleFetch(backendUrl(path), init, TIMEOUT_MS);
}
