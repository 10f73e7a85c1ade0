import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow, TrafficRecord } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';

import { flow } from '../../test/flow-builder.ts';
import { trackingConfig } from '../../test/tracking-config.ts';
import { Conntrack } from './conntrack.ts';

const CONFIG = trackingConfig();

type Step = { readonly at: number; readonly flows: readonly Flow[] };

/** Flows of few peers, of which each says its cluster and network, if it has any. */
const anyFlow = fc
  .record({
    SrcPort: fc.constantFrom(40_000, 40_001),
    Bytes: fc.integer({ min: 1, max: 1000 }),
    Flags: fc.constantFrom(0x10, 1, 0x100),
    isBack: fc.boolean(),
    space: fc.constantFrom(
      {},
      { K8S_ClusterName: 'east' },
      { K8S_ClusterName: 'west' },
      { K8S_ClusterName: 'south', Udns: ['red'] },
      { K8S_ClusterName: 'south', Udns: ['', 'blue'] },
      { K8S_ClusterName: 'north', SrcK8S_NetworkName: 'red' },
    ),
  })
  .map(({ isBack, space, SrcPort, ...fields }) =>
    flow({
      ...fields,
      ...space,
      ...(isBack ? { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: SrcPort } : { SrcPort }),
    }),
  );

const anySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      pauseMs: fc.constantFrom(0, 1000, 5001, 10_001, 31_000),
      flows: fc.array(anyFlow, { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((steps) => {
    let at = 1000;
    return steps.map(({ pauseMs, flows }) => ({ at: (at += pauseMs), flows }));
  });

describe('separateSpaces', () => {
  test('tells of each cluster and network what a tracker of its own would, record for record', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const together = new Conntrack(CONFIG, {
          numbers: 'uint',
          separateSpaces: true,
          createNotes: () => new SpaceNotes(),
        });
        const apart = new Map<string, Conntrack>();
        const trackerOf = (space: string) => {
          const tracker = apart.get(space) ?? new Conntrack(CONFIG, { numbers: 'uint' });
          apart.set(space, tracker);
          return tracker;
        };
        for (const space of new Set(steps.flatMap(({ flows }) => flows.map(spaceOf)))) {
          trackerOf(space);
        }
        for (const { at, flows } of [...steps, { at: 1e9, flows: [] }]) {
          const told = groupBy(together.push(flows, at), spaceOf);
          for (const [space, tracker] of apart) {
            const own = tracker.push(
              flows.filter((one) => spaceOf(one) === space),
              at,
            );
            expect((told.get(space) ?? []).map(withoutSpace)).toEqual(own.map(withoutSpace));
          }
        }
        expect(together.openConnections).toBe(0);
      }),
    );
  });

  test('keeps a flow that does not name its network with those of its connection that do', () => {
    const anyFlows = fc.array(fc.record({ isNamed: fc.boolean(), isBack: fc.boolean() }), { minLength: 1 });
    fc.assert(
      fc.property(anyFlows, (kinds) => {
        const tracker = new Conntrack(CONFIG, { numbers: 'uint', separateSpaces: true });
        const flows = kinds.map(({ isNamed, isBack }) =>
          flow({
            K8S_ClusterName: 'east',
            ...(isNamed ? { Udns: ['red'] } : {}),
            ...(isBack ? { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 40_000 } : {}),
          }),
        );
        const records = [
          ...flows.flatMap((one, index) => tracker.push([one], index)),
          ...tracker.advance(1e9),
        ];
        const ends = records.filter(({ _RecordType }) => _RecordType === 'endConnection');
        expect(ends.map(({ numFlowLogs }) => numFlowLogs)).toEqual([flows.length]);
      }),
    );
  });
});

/** Puts on an event which cluster and network its flows said. */
class SpaceNotes {
  #space: TrafficRecord = {};

  add({ K8S_ClusterName, Udns, SrcK8S_NetworkName }: Flow): void {
    this.#space = { K8S_ClusterName, Udns, SrcK8S_NetworkName };
  }

  addSecond(): void {
    throw new Error('there is one observer');
  }

  isOver(): boolean {
    return false;
  }

  putOn(event: TrafficRecord): TrafficRecord {
    return { ...event, ...this.#space };
  }
}

function spaceOf({ K8S_ClusterName = null, Udns = null }: TrafficRecord): string {
  return JSON.stringify([K8S_ClusterName, Udns]);
}

function withoutSpace(record: TrafficRecord): TrafficRecord {
  return { ...record, K8S_ClusterName: undefined, Udns: undefined, SrcK8S_NetworkName: undefined };
}
