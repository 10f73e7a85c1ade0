import type { Flow } from '#model/flow.ts';

import type { StreamSummary } from '../generate-flows.ts';
import { generateFlows } from '../generate-flows.ts';
import type { GeneratorOptions } from '../options.ts';

/** A small stream: twenty namespaces on three nodes, for six minutes. */
export const SMALL: GeneratorOptions = {
  flows: 20_000,
  seed: 1,
  startMs: Date.UTC(2026, 0, 5, 8),
  hours: 0.1,
  namespaces: 20,
  podsPerNamespace: 5,
  nodes: 3,
  failures: 0.05,
  ipv6: 0.2,
};

/** A stream, whole: its text, its flow logs, and what it says of itself. */
export type WholeStream = {
  readonly text: string;
  readonly flows: readonly Flow[];
  readonly summary: StreamSummary;
};

/** Generates a stream that differs from the small one in some options. */
export function streamOf(changes: Partial<GeneratorOptions> = {}): WholeStream {
  const stream = generateFlows({ ...SMALL, ...changes });
  const decoder = new TextDecoder();
  let text = '';
  for (let batch = stream.next(); ; batch = stream.next()) {
    if (batch.done === true) {
      const lines = text.split('\n').slice(0, -1);
      return { text, flows: lines.map((line) => JSON.parse(line) as Flow), summary: batch.value };
    }
    text += decoder.decode(batch.value);
  }
}
