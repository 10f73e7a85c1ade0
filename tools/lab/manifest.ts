import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import type { Scenario } from './scenarios/scenario.ts';
import type { Sight } from './sight.ts';
import { brokenPromise, conversationKey, flowsOfSight } from './sight.ts';

/** The list of bundled recordings, `manifest.json` beside them. */
export type Manifest = { readonly recordings: readonly RecordingEntry[] };

/** What is said of one recording. */
export type RecordingEntry = {
  readonly name: string;
  /** Its file, beside the manifest: gzip, one flow log a line. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly shows: readonly SightEntry[];
  readonly madeBy: { readonly command: string; readonly scenario: string; readonly seconds: number };
  readonly createdAt: string;
  /** Number of flow logs, and of TCP and UDP 5-tuples taken without direction. */
  readonly flows: number;
  readonly conversations: number;
  /** From the first packet to the last one, in ms since 1970. */
  readonly span: { readonly firstMs: number; readonly lastMs: number };
  /** Number of different addresses. */
  readonly endpoints: number;
  /** Of the compressed file, in hexadecimal. */
  readonly sha256: string;
};

/** A sight as the manifest tells it: the scenario's words, and when to look. */
export type SightEntry = Sight & {
  readonly flows: number;
  readonly span: { readonly firstMs: number; readonly lastMs: number };
};

/** Where the bundled recordings are. */
export const RECORDINGS_DIRECTORY = join(import.meta.dirname, '../../mock-server/recordings');

const MANIFEST = 'manifest.json';

/** Writes the recording and its entry in the manifest; the promises that it does not keep. */
export async function saveRecording(recording: {
  readonly scenario: Scenario;
  readonly seconds: number;
  readonly flows: readonly Flow[];
  readonly directory: string;
}): Promise<readonly string[]> {
  const { scenario, seconds, flows, directory } = recording;
  const file = fileOf(scenario.name);
  const lines = flows.map((flow) => `${JSON.stringify(flow)}\n`).join('');
  const compressed = gzipSync(lines, { level: 9 });
  const entry: RecordingEntry = {
    ...describe(scenario, flows),
    madeBy: { command: `npm run lab -- ${scenario.name}`, scenario: scenario.name, seconds },
    createdAt: new Date().toISOString(),
    sha256: sha256(compressed),
  };
  await writeFile(join(directory, file), compressed);
  await putEntry(directory, entry);
  console.error(
    `${file}: ${String(entry.flows)} flow logs, ${String(entry.conversations)} conversations, ${String(compressed.length)} bytes`,
  );
  return scenario.sights.flatMap((sight) => brokenPromise(sight, flows) ?? []);
}

/**
 * Writes the entry of a recording anew from the scenario's words and the bundled file, which stays as it is.
 *
 * When and how it was made is kept. The promises that the recording does not keep; rejects when there is no entry.
 */
export async function rewriteEntry(scenario: Scenario, directory: string): Promise<readonly string[]> {
  const { recordings } = await readManifest(directory);
  const entry = recordings.find(({ name }) => name === scenario.name);
  if (entry === undefined) {
    throw new Error(`There is no recording of ${scenario.name} in ${directory}`);
  }
  const { madeBy, createdAt, sha256: checksum } = entry;
  const flows = parseFlows(await readFile(join(directory, entry.file)));
  await putEntry(directory, { ...describe(scenario, flows), madeBy, createdAt, sha256: checksum });
  return scenario.sights.flatMap((sight) => brokenPromise(sight, flows) ?? []);
}

/** What is said of a recording but for when, how and as which bytes it was made. */
function describe(
  { name, title, description, sights }: Scenario,
  flows: readonly Flow[],
): Omit<RecordingEntry, 'madeBy' | 'createdAt' | 'sha256'> {
  return {
    name,
    file: fileOf(name),
    title,
    description,
    shows: sights.map((sight) => {
      const seen = flowsOfSight(sight, flows);
      return { ...sight, flows: seen.length, span: spanOf(seen) };
    }),
    ...countsOf(flows),
  };
}

/** Puts an entry into the manifest: in the place of the one of its name, or at the end. */
async function putEntry(directory: string, entry: RecordingEntry): Promise<void> {
  const recordings = existsSync(join(directory, MANIFEST)) ? (await readManifest(directory)).recordings : [];
  const isThere = recordings.some(({ name }) => name === entry.name);
  const manifest: Manifest = {
    recordings: isThere
      ? recordings.map((other) => (other.name === entry.name ? entry : other))
      : [...recordings, entry],
  };
  await writeFile(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest in a directory. */
export async function readManifest(directory: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')) as Manifest;
}

/** Everything in which a recording differs from what the manifest says of it; empty when it is as promised. */
export async function verifyRecording(directory: string, entry: RecordingEntry): Promise<readonly string[]> {
  const compressed = await readFile(join(directory, entry.file));
  const flows = parseFlows(compressed);
  const counts = countsOf(flows);
  const received = flows.map((flow) => numberField(flow, 'TimeReceived') ?? 0);
  return [
    ...(sha256(compressed) === entry.sha256 ? [] : ['the checksum is another one']),
    ...Object.entries(counts)
      .filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(new Map(Object.entries(entry)).get(name)),
      )
      .map(([name, value]) => `${name} is ${JSON.stringify(value)}`),
    ...(received.every((at, index) => at >= (received[index - 1] ?? 0))
      ? []
      : ['not in the order of TimeReceived']),
    ...entry.shows.flatMap((sight) => brokenPromise(sight, flows) ?? []),
  ];
}

function fileOf(name: string): string {
  return `${name}.jsonl.gz`;
}

function parseFlows(compressed: Buffer): readonly Flow[] {
  return gunzipSync(compressed)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Flow);
}

function countsOf(flows: readonly Flow[]) {
  return {
    flows: flows.length,
    conversations: new Set(flows.map(conversationKey).filter((key) => key !== undefined)).size,
    span: spanOf(flows),
    endpoints: new Set(flows.flatMap((flow) => [textField(flow, 'SrcAddr'), textField(flow, 'DstAddr')]))
      .size,
  };
}

function spanOf(flows: readonly Flow[]): { readonly firstMs: number; readonly lastMs: number } {
  let firstMs = Infinity;
  let lastMs = 0;
  for (const flow of flows) {
    firstMs = Math.min(firstMs, numberField(flow, 'TimeFlowStartMs') ?? Infinity);
    lastMs = Math.max(lastMs, numberField(flow, 'TimeFlowEndMs') ?? 0);
  }
  return { firstMs: flows.length === 0 ? 0 : firstMs, lastMs };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
