import type { TrafficRecord } from '#model/flow.ts';

import { NOW_MS, twice } from './contract-server.ts';
import type { Dice } from './dice.ts';
import { writeFilters } from './page-filters.ts';
import { randomPageFilters } from './random-filters.ts';
import type { ValuePool } from './value-pool.ts';

/** The parameters that every query has in common, encoded as a URL's query. */
export function commonQuery(dice: Dice, pool: ValuePool): readonly string[] {
  const target = pool.target(dice);
  const parameters = [...timeOf(dice, target)];
  if (dice.isLucky(0.85)) {
    const { filters, match } = randomPageFilters(dice, pool, target);
    parameters.push(`filters=${twice(writeFilters(filters, match))}`);
  }
  const type = (target['_RecordType'] as string | undefined) ?? 'flowLog';
  const recordType = dice.isLucky(0.8) ? type : dice.oneOf(['allConnections', 'heartbeat', 'flowLog']);
  if (recordType !== 'flowLog' || dice.isLucky(0.2)) {
    parameters.push(`recordType=${recordType}`);
  }
  if (dice.isLucky(0.15)) {
    parameters.push(`packetLoss=${dice.oneOf(['all', 'dropped', 'hasDrops', 'sent', 'sent'])}`);
  }
  if (dice.isLucky(0.15)) {
    const namespace = pool.value(dice, 'SrcK8S_Namespace', target);
    parameters.push(`namespace=${encodeURIComponent(namespace)}`);
  }
  if (dice.isLucky(0.3)) {
    parameters.push(`showDup=${String(dice.isLucky(0.6))}`);
  }
  return parameters;
}

function timeOf(dice: Dice, target: TrafficRecord): readonly string[] {
  const endS = Math.floor(Number(target['TimeFlowEndMs'] ?? 0) / 1000);
  const around = dice.oneOf([0, 5, 60, 300, 3000]);
  const start = `startTime=${endS - dice.below(around + 1)}`;
  const end = `endTime=${endS + dice.below(around + 1)}`;
  return dice.oneOf([
    [],
    [start],
    [end],
    [start, end],
    [start, end],
    [start, end],
    [`timeRange=${Math.ceil(NOW_MS / 1000) - endS + dice.below(around + 1)}`],
    [`timeRange=${30 + dice.below(20_000)}`],
    [`timeRange=60`, start],
  ]);
}
