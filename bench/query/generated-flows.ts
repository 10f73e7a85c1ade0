import { createReadStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { TrafficRecord } from '#model/flow.ts';

import { runGenerator } from '../../tools/generator/main.ts';

const SEED = 1;

/** A recording of so many flows of the generator, seed 1; kept for the next run. */
export async function generatedRecording(flows: number): Promise<string> {
  const path = join(tmpdir(), `generated-${String(flows)}-seed-${String(SEED)}.jsonl`);
  if (!existsSync(path)) {
    const unfinished = `${path}.${String(process.pid)}`;
    const args = ['--flows', String(flows), '--seed', String(SEED), '--out', unfinished];
    const code = await runGenerator(args, process);
    if (code !== 0) {
      throw new Error(`The generator ended with code ${String(code)}.`);
    }
    await rename(unfinished, path);
  }
  return path;
}

/** All flows of a recording, as an array in memory: what the yardstick scans. */
export async function readFlows(path: string): Promise<readonly TrafficRecord[]> {
  const flows: TrafficRecord[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    flows.push(JSON.parse(line) as TrafficRecord);
  }
  return flows;
}
