import type { Flow } from '#model/flow.ts';

import { arrivalMs } from './arrival.ts';
import type { BrokenLine } from './broken-lines.ts';
import { BrokenLines } from './broken-lines.ts';
import { decodeFlow } from './decode-flow.ts';
import { featuresOf } from './features.ts';
import { nameInManifest } from './manifest.ts';
import { readLines } from './read-lines.ts';
import { RecordingError } from './recording-error.ts';

/** A file of flows that can be played any number of times. */
export type Recording = {
  /** Its name in the manifest beside the file; of a file that stands in none, the file's own. */
  readonly name: string;
  readonly flowCount: number;
  /** Arrival of the first and of the last flow, in ms since the epoch. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** NetObserv's names of the features that the recorded cluster had (`flowRTT`, `dnsTracking` …). */
  readonly features: readonly string[];
  readonly brokenCount: number;
  /** The first twenty of the broken lines. */
  readonly broken: readonly BrokenLine[];
  /** The flows in the order of the file, read anew at each call and never held all at once. */
  flows(): AsyncGenerator<Flow>;
};

/**
 * Reads a recording once, from its first to its last line, to know its span and what is broken in it.
 *
 * Throws a `RecordingError` when the file cannot be read or holds no usable flow.
 */
export async function openRecording(path: string): Promise<Recording> {
  const broken = new BrokenLines();
  let flowCount = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  const fields = new Set<string>();
  for await (const flow of readFlows(path, broken)) {
    const atMs = arrivalMs(flow);
    flowCount += 1;
    firstMs = Math.min(firstMs, atMs);
    lastMs = Math.max(lastMs, atMs);
    for (const field in flow) {
      fields.add(field);
    }
  }
  if (flowCount === 0) {
    throw new RecordingError('no-usable-flow', noUsableFlow(path, broken));
  }
  return {
    name: await nameInManifest(path),
    flowCount,
    firstMs,
    lastMs,
    features: featuresOf(fields),
    brokenCount: broken.count,
    broken: broken.listed,
    flows: () => readFlows(path, new BrokenLines()),
  };
}

async function* readFlows(path: string, broken: BrokenLines): AsyncGenerator<Flow> {
  for await (const line of readLines(path)) {
    if (line.kind === 'broken') {
      broken.add(line.line, line.reason);
      continue;
    }
    const flow = decodeFlow(line.text);
    if (flow.ok) {
      yield flow.value;
    } else {
      broken.add(line.line, flow.error);
    }
  }
}

function noUsableFlow(path: string, broken: BrokenLines): string {
  const first = broken.listed[0];
  return first === undefined
    ? `${path} holds no flows: it is empty`
    : `${path} holds no usable flow: ${broken.count} broken lines, the first is line ${first.line}: ${first.reason}`;
}
