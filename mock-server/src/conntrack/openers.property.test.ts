import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow, TrafficRecord } from '#model/flow.ts';

import { flow } from '../../test/flow-builder.ts';
import { trackingConfig } from '../../test/tracking-config.ts';
import { Conntrack } from './conntrack.ts';

const CONFIG = trackingConfig();
const CLIENT = '10.0.0.1';
const [SYN, ACK, FIN, SYN_ACK] = [2, 16, 1, 0x100];

type Step = { readonly isBack: boolean; readonly flags: number; readonly pauseMs: number };

const anyStep = (flags: readonly number[]) =>
  fc.record({
    isBack: fc.boolean(),
    flags: fc.constantFrom(...flags),
    pauseMs: fc.constantFrom(0, 1000, 5001, 10_001, 31_000),
  });

function flowOf({ isBack, flags }: Step): Flow {
  const back = { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: CLIENT, DstPort: 40_000 };
  return flow({ Flags: flags, ...(isBack ? back : {}) });
}

function track(steps: readonly Step[], keepsOpeners: boolean): readonly TrafficRecord[] {
  const tracker = new Conntrack(CONFIG, { numbers: 'uint', separateSpaces: true, keepsOpeners });
  let nowMs = 0;
  const records = steps.flatMap((step) => {
    nowMs += step.pauseMs;
    // What is over by then is so before the next flow comes.
    return [...tracker.advance(nowMs), ...tracker.push([flowOf(step)], nowMs)];
  });
  return [...records, ...tracker.advance(1e9)];
}

const sourcesOf = (records: readonly TrafficRecord[]) =>
  records.filter(({ _RecordType }) => _RecordType !== 'flowLog').map(({ SrcAddr }) => SrcAddr);

describe('keepsOpeners', () => {
  test('keeps the end that sent SYN, or was answered with SYN and ACK, as the client over any silence', () => {
    const first = fc.constantFrom<Step>(
      { isBack: false, flags: SYN, pauseMs: 0 },
      { isBack: true, flags: SYN_ACK, pauseMs: 0 },
    );
    fc.assert(
      fc.property(first, fc.array(anyStep([ACK, FIN])), (opening, steps) => {
        const sources = sourcesOf(track([opening, ...steps], true));
        expect(new Set(sources)).toEqual(new Set([CLIENT]));
      }),
    );
  });

  test('changes nothing where no SYN was seen', () => {
    fc.assert(
      fc.property(fc.array(anyStep([ACK, FIN])), (steps) => {
        expect(track(steps, true)).toEqual(track(steps, false));
      }),
    );
  });

  test('takes the end that sends SYN after a silence for the client of a new connection', () => {
    const sources = sourcesOf(
      track(
        [
          { isBack: false, flags: SYN, pauseMs: 0 },
          { isBack: true, flags: SYN, pauseMs: 31_000 },
          { isBack: false, flags: ACK, pauseMs: 31_000 },
        ],
        true,
      ),
    );
    expect(new Set(sources.slice(0, 2))).toEqual(new Set([CLIENT]));
    expect(new Set(sources.slice(2))).toEqual(new Set(['10.0.0.2']));
  });
});
