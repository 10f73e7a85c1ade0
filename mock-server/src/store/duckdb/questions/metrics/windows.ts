import type { MetricsQuery } from '../../../flow-store.ts';
import type { Sql } from '../../sql.ts';
import { sql } from '../../sql.ts';

/**
 * The cells of time out of which windows are made: cell 0 begins where the step does in which the span begins, those
 * before it have negative numbers.
 */
export type Cells = {
  /** The first instant is a step later. */
  readonly originMs: number;
  /** The greatest length of which step and window are multiples. */
  readonly cellMs: number;
};

/** What the records of a cell come to; those of a series are in order. */
export type CellValue = { readonly cell: number; readonly value: number };

type Windows = Pick<MetricsQuery, 'span' | 'stepMs' | 'windowMs'>;

export function cellsOf({ span, stepMs, windowMs }: Windows): Cells {
  return {
    originMs: Math.floor(span.fromMs / stepMs) * stepMs,
    cellMs: greatestCommonDivisor(stepMs, windowMs),
  };
}

/** From where on records are in a window: from the beginning of the span, or before it where windows are longer than a step. */
export function reachMs(query: Windows): number {
  const { span, stepMs, windowMs } = query;
  return windowMs > stepMs ? cellsOf(query).originMs + stepMs - windowMs : span.fromMs;
}

/** Holds for a cell that is in a window: not for those between windows that are shorter than a step. */
export function isInWindow(cell: Sql, query: Windows): Sql {
  const { stepMs, windowMs } = query;
  const { cellMs } = cellsOf(query);
  return windowMs < stepMs
    ? sql`(${cell} % ${stepMs / cellMs} >= ${(stepMs - windowMs) / cellMs})`
    : sql`true`;
}

/** What cells come to at each instant, where a window is as long as a step and so is a cell. */
export function cellPoints(values: readonly CellValue[], query: Windows): readonly [number, number][] {
  const { originMs } = cellsOf(query);
  return values.map(({ cell, value }) => [originMs + (cell + 1) * query.stepMs, value]);
}

/** The sum of a window's cells for each second of it, at each instant that has any in its window. */
export function ratePoints(values: readonly CellValue[], query: Windows): readonly [number, number][] {
  const { span, stepMs, windowMs } = query;
  const { originMs, cellMs } = cellsOf(query);
  const steps = Math.ceil((span.toMs - originMs) / stepMs);
  const perStep = stepMs / cellMs;
  const perWindow = windowMs / cellMs;
  const points: [number, number][] = [];
  let [oldest, next, sum] = [0, 0, 0];
  for (let step = 1; step <= steps; step += 1) {
    const end = step * perStep;
    for (; (values[next]?.cell ?? Infinity) < end; next += 1) {
      sum += values[next]?.value ?? 0;
    }
    for (; oldest < next && (values[oldest]?.cell ?? 0) < end - perWindow; oldest += 1) {
      sum -= values[oldest]?.value ?? 0;
    }
    if (oldest < next) {
      points.push([originMs + step * stepMs, sum / (windowMs / 1000)]);
    } else {
      // What is lost in adding and taking away fractions does not go on for ever.
      sum = 0;
    }
  }
  return points;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
