import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

import type { Site, SiteOptions } from './site.ts';

/** From the first packet of a recording to its last, in ms since the epoch. */
export type Recording = { readonly firstMs: number; readonly lastMs: number };

/** When what a site plays was recorded. One that answers like NetObserv does not say so. */
export async function recordingOf(site: Site, { like, timeline }: SiteOptions): Promise<Recording> {
  if (like === undefined) {
    const { recording } = await answerOf<{ readonly recording: Recording }>(site, '/api/frontend-config');
    return recording;
  }
  if (timeline === 'live') {
    const { nowMs, durationMs } = await answerOf<Played>(site, '/api/replay');
    return { firstMs: nowMs - durationMs, lastMs: nowMs };
  }
  return spanOf((await Promise.all(site.flows.map(readFlows))).flat());
}

type Played = { readonly nowMs: number; readonly durationMs: number };

async function answerOf<T>({ backendUrl }: Site, path: string): Promise<T> {
  const answer = await fetch(`${backendUrl}${path}`);
  return (await answer.json()) as T;
}

type Flow = { readonly TimeFlowStartMs: number; readonly TimeFlowEndMs: number };

/** The flow logs of a file, one a line. */
async function readFlows(file: string): Promise<readonly Flow[]> {
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Flow);
}

function spanOf(flows: readonly Flow[]): Recording {
  return flows.reduce(
    ({ firstMs, lastMs }, { TimeFlowStartMs, TimeFlowEndMs }) => ({
      firstMs: Math.min(firstMs, TimeFlowStartMs),
      lastMs: Math.max(lastMs, TimeFlowEndMs),
    }),
    { firstMs: Infinity, lastMs: -Infinity },
  );
}
