import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { isInIpRange, parseIp, parseIpRange } from '#model/net/ip.ts';

/** The newest 100 flows that pass, by a look at each. */
export function newest(
  flows: readonly TrafficRecord[],
  passes: (flow: TrafficRecord) => boolean,
): readonly TrafficRecord[] {
  const end = (flow: TrafficRecord) => numberField(flow, 'TimeFlowEndMs') ?? 0;
  return flows
    .filter(passes)
    .sort((a, b) => end(b) - end(a))
    .slice(0, 100);
}

/** Whether an address is in a block; each different address is parsed once. */
export function inAddressBlock(block: string): (address: string | undefined) => boolean {
  const range = parseIpRange(block);
  const known = new Map<string, boolean>();
  return (address = '') => {
    let isIn = known.get(address);
    if (isIn === undefined) {
      const ip = parseIp(address);
      isIn = ip !== undefined && range !== undefined && isInIpRange(ip, range);
      known.set(address, isIn);
    }
    return isIn;
  };
}

export function sumBy(
  flows: readonly TrafficRecord[],
  keyOf: (flow: TrafficRecord) => string,
  valueOf: (flow: TrafficRecord) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const flow of flows) {
    const key = keyOf(flow);
    sums.set(key, (sums.get(key) ?? 0) + valueOf(flow));
  }
  return sums;
}

export function topOf(
  sums: ReadonlyMap<string, number>,
  count: number,
): readonly (readonly [string, number])[] {
  return [...sums].sort(([, a], [, b]) => b - a).slice(0, count);
}

/** The 99th percentile of the values of each key. */
export function percentileOf(
  flows: readonly TrafficRecord[],
  keyOf: (flow: TrafficRecord) => string,
  valueOf: (flow: TrafficRecord) => number | undefined,
): ReadonlyMap<string, number> {
  const values = new Map<string, number[]>();
  for (const flow of flows) {
    const value = valueOf(flow);
    if (value !== undefined) {
      const key = keyOf(flow);
      const of = values.get(key) ?? [];
      of.push(value);
      values.set(key, of);
    }
  }
  return new Map(
    [...values].map(([key, of]) => [key, of.sort((a, b) => a - b)[Math.floor(of.length * 0.99)] ?? 0]),
  );
}
