import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressSpaceOf } from '#model/conversation/address-space.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { isEvent } from '#model/event.ts';
import type { Flow, TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { T0 } from '../test/flow-builder.ts';
import { trackingConfig } from '../test/tracking-config.ts';
import { createPipeline } from './pipeline.ts';

const RUNS = { numRuns: process.env['LAWS'] === 'long' ? 10_000 : 300 };

const CONFIG = trackingConfig();

/** A flow between two of few addresses, which are other pods in other clusters, networks and minutes. */
const anyFlow = fc.record({
  atS: fc.integer({ min: 0, max: 200 }),
  ends: fc.shuffledSubarray(['10.0.0.1', '10.0.0.2', '10.0.0.3'], { minLength: 2, maxLength: 2 }),
  cluster: fc.constantFrom('', 'east', 'west'),
  network: fc.constantFrom('', 'red', 'blue'),
  /** Which ends the flow names. */
  named: fc.subarray(['Src', 'Dst']),
  agent: fc.constantFrom('n1', 'n2'),
  bytes: fc.integer({ min: 1, max: 100 }),
});

type Drawn = typeof anyFlow extends fc.Arbitrary<infer T> ? T : never;

/** Who has an address: another pod each minute. */
function ownerOf(address: string, { cluster, network, atS }: Drawn): string {
  return `pod-${address}-${cluster}-${network}-${Math.floor(atS / 60)}`;
}

function flowOf(drawn: Drawn): Flow {
  const [src = '', dst = ''] = drawn.ends;
  const { cluster, network, named, agent, bytes, atS } = drawn;
  const name = (end: 'Src' | 'Dst', address: string) =>
    named.includes(end)
      ? { [`${end}K8S_Name`]: ownerOf(address, drawn), [`${end}K8S_Namespace`]: `ns-${cluster}` }
      : {};
  return {
    SrcAddr: src,
    SrcPort: 80,
    DstAddr: dst,
    DstPort: 80,
    Proto: 6,
    Bytes: bytes,
    Packets: 1,
    AgentIP: agent,
    TimeFlowStartMs: T0 + atS * 1000,
    TimeFlowEndMs: T0 + atS * 1000 + 500,
    ...(cluster === '' ? {} : { K8S_ClusterName: cluster }),
    ...(network === '' ? {} : { Udns: ['default', network] }),
    ...name('Src', src),
    ...name('Dst', dst),
  };
}

/** The names that flows say of an address, in either field. */
function saidOf(address: string, flows: readonly TrafficRecord[]): readonly string[] {
  return flows.flatMap((flow) =>
    (['Src', 'Dst'] as const).flatMap((end) =>
      flow[`${end}Addr`] === address ? (textField(flow, `${end}K8S_Name`) ?? []) : [],
    ),
  );
}

describe('the names of a conversation', () => {
  test('are among those that its own flows say, and are there if any of them says one', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { minLength: 1, maxLength: 40 }), (drawn) => {
        const flows = drawn
          .map(flowOf)
          .sort((a, b) => Number(a['TimeFlowEndMs']) - Number(b['TimeFlowEndMs']));
        const pipeline = createPipeline(CONFIG);
        const records = [
          ...flows.flatMap((flow) => pipeline.push([flow], numberField(flow, 'TimeFlowEndMs') ?? 0)),
          ...pipeline.advance(T0 + 1e7),
        ];
        const told = records.filter((record) => !isEvent(record));
        const conversations = foldEvents(records).map(({ conversation }) => conversation);
        expect(conversations.length).toBeGreaterThan(0);
        for (const { id, startMs, endMs, latest, bytes } of conversations) {
          const { cluster, network } = addressSpaceOf(latest);
          const of = told.filter((flow) => {
            const space = addressSpaceOf(flow);
            return (
              flow['_HashId'] === id &&
              space.cluster === cluster &&
              (space.network === '' || space.network === network)
            );
          });
          const own = of.filter(
            (flow) =>
              flow['Duplicate'] !== true &&
              Number(flow['TimeFlowStartMs']) >= startMs &&
              Number(flow['TimeFlowEndMs']) <= endMs,
          );
          // What a second observer reports is not counted: it may reach beyond what is.
          const second = of.filter(
            (flow) =>
              flow['Duplicate'] === true && Math.abs(Number(flow['TimeFlowEndMs']) - endMs) <= 200_000,
          );
          for (const end of ['Src', 'Dst'] as const) {
            const name = textField(latest, `${end}K8S_Name`);
            const address = textField(latest, `${end}Addr`) ?? '';
            // A flow that does not name its network may belong to a conversation of either of two.
            const certain = own.filter((flow) => addressSpaceOf(flow).network === network);
            const said = saidOf(address, [...own, ...second]);
            expect(saidOf(address, certain).length === 0 ? [undefined, ...said] : said).toContain(name);
            expect(textField(latest, `${end}K8S_Namespace`)).toBe(
              name === undefined ? undefined : `ns-${cluster}`,
            );
          }
          if (own.every((flow) => addressSpaceOf(flow).network === network)) {
            expect(own.reduce((sum, flow) => sum + Number(flow['Bytes']), 0)).toBe(bytes);
          }
        }
      }),
      RUNS,
    );
  });
});
