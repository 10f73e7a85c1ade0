import { ApiError } from '../../api/api-error.ts';
import type { Traffic } from '../traffic.ts';
import type { ReadingEnd, ReadingFailure } from './reading-end.ts';

/**
 * What is read now, or what was read before where that goes further: whoever reads on does not lose what is there.
 * What kept the backend from answering is said of it then.
 */
export async function readFurther(
  before: Traffic | undefined,
  read: () => Promise<Traffic>,
): Promise<Traffic> {
  if (before === undefined) {
    return read();
  }
  try {
    const now = await read();
    return reachesAsFar(now.end, before.end) ? now : withFailure(before, failureOf(now));
  } catch (error) {
    if (error instanceof ApiError) {
      return withFailure(before, error);
    }
    throw error;
  }
}

function reachesAsFar(now: ReadingEnd, before: ReadingEnd): boolean {
  if (now.kind === 'whole' || before.kind === 'whole') {
    return now.kind === 'whole';
  }
  return now.fromMs <= before.fromMs && now.toMs >= before.toMs;
}

function failureOf(traffic: Traffic): ReadingFailure | undefined {
  const { end } = traffic;
  const stop = end.kind === 'stopped' && end.stop.by === 'failure' ? end.stop.error : undefined;
  return stop ?? (traffic.kind === 'conversations' ? traffic.failure : undefined);
}

function withFailure(traffic: Traffic, error: ReadingFailure | undefined): Traffic {
  if (error === undefined) {
    return traffic;
  }
  const { end } = traffic;
  if (end.kind === 'stopped') {
    return { ...traffic, end: { ...end, stop: { by: 'failure', error } } };
  }
  return traffic.kind === 'conversations' ? { ...traffic, failure: error } : traffic;
}
