import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

import type { Conversation } from '#model/conversation/conversation.ts';
import { numberField } from '#model/flow.ts';

import { generatedRecording, readFlows } from './query/generated-flows.ts';
import { startServer } from './query/loaded-server.ts';
import type { Question } from './query/questions.ts';
import { questionsOf } from './query/questions.ts';

const FLOWS = 1_000_000;
const RUNS = 200;
/** A scan takes a second or so, and hardly varies. */
const NAIVE_RUNS = 3;
const WARM_UP = 5;
const EXPORTED = 100_000;

type Timing = { readonly p50: number; readonly p95: number; readonly max: number };

/**
 * How soon questions are answered over HTTP with a million flow logs and their events, by a server in a process of
 * its own: in memory, one request after another, each with other parameters. The yardstick scans the flows in an
 * array, in one thread, without any server.
 */
export async function benchQuery(flowCount = FLOWS, runs = RUNS): Promise<void> {
  const recording = await generatedRecording(flowCount);
  const server = await startServer(recording);
  try {
    const flows = await readFlows(recording);
    const ends = flows.map((flow) => numberField(flow, 'TimeFlowEndMs') ?? 0);
    const span = { fromMs: leastOf(ends), toMs: mostOf(ends) };
    const conversations = await someConversations(server.url, span);
    print(`questions about ${flowCount.toLocaleString('en')} flows, ${String(runs)} runs each, in ms`);
    for (const question of questionsOf({ flows, conversations, ...span })) {
      const timing = await timeRequests(server.url, question, runs);
      print(timing === undefined ? `  ${question.name}: not answered` : line(question, timing));
    }
    await printExport(server.url, span);
    const { nowMiB, peakMiB } = await server.memory();
    print(`  memory of the server: ${nowMiB.toFixed(0)} MiB, ${peakMiB.toFixed(0)} MiB at most`);
  } finally {
    await server.stop();
  }
}

/** Conversations of all times of the recording, so that questions are not about the newest ones alone. */
async function someConversations(
  url: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  for (let part = 0; part < 20; part += 1) {
    const startTime = Math.floor((fromMs + ((toMs - fromMs) * part) / 20) / 1000);
    const query = `startTime=${String(startTime)}&endTime=${String(startTime + 10)}&limit=50&sort=start`;
    const answer = (await (await fetch(`${url}/api/conversations?${query}`)).json()) as {
      readonly items: readonly Conversation[];
    };
    found.push(...answer.items);
  }
  return found;
}

async function timeRequests(url: string, { path }: Question, runs: number): Promise<Timing | undefined> {
  const took: number[] = [];
  for (let run = -WARM_UP; run < runs; run += 1) {
    const started = performance.now();
    const response = await fetch(`${url}${path(run + WARM_UP)}`);
    await response.arrayBuffer();
    if (!response.ok) {
      return undefined;
    }
    if (run >= 0) {
      took.push(performance.now() - started);
    }
  }
  return timingOf(took);
}

function timingOf(took: readonly number[]): Timing {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function line({ name, naive, aimMs }: Question, { p50, p95, max }: Timing): string {
  const took: number[] = [];
  for (let run = 0; run < NAIVE_RUNS; run += 1) {
    const started = performance.now();
    naive(run);
    took.push(performance.now() - started);
  }
  const scan = timingOf(took).p50;
  return [
    `  ${name.padEnd(42)}`,
    `p50 ${p50.toFixed(1).padStart(6)}`,
    `p95 ${p95.toFixed(1).padStart(6)}`,
    `max ${max.toFixed(1).padStart(6)}`,
    `aim ${String(aimMs).padStart(3)} ${p95 <= aimMs ? 'met   ' : 'missed'}`,
    `scan ${scan.toFixed(0).padStart(5)} (${String(NAIVE_RUNS)} runs), ${(scan / p50).toFixed(1)} x`,
  ].join('  ');
}

async function printExport(
  url: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<void> {
  const query = `format=csv&limit=${String(EXPORTED)}&startTime=${String(Math.floor(fromMs / 1000))}&endTime=${String(Math.ceil(toMs / 1000))}`;
  const started = performance.now();
  const response = await fetch(`${url}/api/loki/export?${query}`);
  let firstMs = 0;
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    firstMs ||= performance.now() - started;
    bytes += chunk.value.byteLength;
  }
  const seconds = (performance.now() - started) / 1000;
  print(
    `  CSV of ${EXPORTED.toLocaleString('en')}: ${String(response.status)}, first bytes after ${firstMs.toFixed(0)} ms, ` +
      `${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, ${Math.round(EXPORTED / seconds).toLocaleString('en')} records/s`,
  );
}

function leastOf(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

function mostOf(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchQuery(...process.argv.slice(2).map(Number));
}
