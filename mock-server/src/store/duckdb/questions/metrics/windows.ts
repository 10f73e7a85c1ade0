import type { MetricsQuery } from '../../../flow-store.ts';

/**
 * The cells of time out of which windows are made: cell 0 begins with the span, those before it have negative
 * numbers.
 */
export type Cells = {
  readonly fromMs: number;
  /** The greatest length of which step and window are multiples. */
  readonly cellMs: number;
};

/** What the records of a cell come to; those of a series are in order. */
export type CellValue = { readonly cell: number; readonly value: number };

type Windows = Pick<MetricsQuery, 'span' | 'stepMs' | 'windowMs'>;

export function cellsOf({ span, stepMs, windowMs }: Windows): Cells {
  return { fromMs: span.fromMs, cellMs: greatestCommonDivisor(stepMs, windowMs) };
}

/** Where the first window begins, or the span if that is earlier. */
export function reachMs({ span, stepMs, windowMs }: Windows): number {
  return Math.min(span.fromMs, span.fromMs + stepMs - windowMs);
}

/** What cells come to at each instant, where a window is as long as a step and so is a cell. */
export function cellPoints(
  values: readonly CellValue[],
  { span, stepMs }: Windows,
): readonly [number, number][] {
  return values.map(({ cell, value }) => [span.fromMs + (cell + 1) * stepMs, value]);
}

/** The sum of a window's cells for each second of it, at each instant that has any in its window. */
export function ratePoints(values: readonly CellValue[], query: Windows): readonly [number, number][] {
  const { span, stepMs, windowMs } = query;
  const { cellMs } = cellsOf(query);
  const steps = Math.ceil((span.toMs - span.fromMs) / stepMs);
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
      points.push([span.fromMs + step * stepMs, sum / (windowMs / 1000)]);
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
