import { readFileSync } from 'node:fs';

import type { Flow, TrafficRecord } from '#model/flow.ts';

import type { NumericKind } from '../identity/numeric-kind.ts';

/** A recorded run of the reference: a configuration, batches with their times, and what came out. */
export type Scenario = {
  readonly name: string;
  readonly numbers: NumericKind;
  readonly config: unknown;
  readonly steps: readonly { readonly at: number; readonly flows: readonly Flow[] }[];
  readonly expected: readonly (readonly TrafficRecord[])[];
  readonly counters: Readonly<Record<string, number>>;
};

/** The recorded runs of a file in `vectors/`. */
export function readScenarios(file: string): readonly Scenario[] {
  return readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Scenario);
}
