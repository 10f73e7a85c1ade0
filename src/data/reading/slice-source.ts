import type { LogType, RecordType } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { secondsIn } from '#model/reading/slice.ts';
import { fetchRecordBatch } from '../../api/records.ts';
import type { BackendLimits } from './backend-limits.ts';

/** Which records are read, whenever they were. */
export type Wanted = {
  readonly recordType: LogType | RecordType;
  /** Conditions that hold together, in NetObserv's grammar; empty for all records. */
  readonly filters: string;
  /** The one namespace that the user may see; absent for all of them. */
  readonly namespace: string | undefined;
  /** How many records an answer may hold, if less than the backend allows. */
  readonly limit?: number | undefined;
};

/** The newest records of a slice; there are more of it when it is cut. */
export type SliceAnswer =
  | {
      readonly kind: 'answered';
      readonly records: readonly TrafficRecord[];
      readonly limit: number;
      readonly isCut: boolean;
    }
  /** The backend allows shorter time ranges only: `BackendLimits.rangeSeconds`. */
  | { readonly kind: 'too-long' };

/** A backend that is too busy is asked again so often, after so long each time, in ms. */
const TRIES = 3;
const PAUSE_MS = 1_000;

/** Asks NetObserv's backend for the newest records of a slice, within what it allows. */
export async function askSlice(
  wanted: Wanted,
  slice: Slice,
  { limits, signal }: { readonly limits: BackendLimits; readonly signal: AbortSignal },
): Promise<SliceAnswer> {
  for (let tries = 1; ; tries += 1) {
    const limit = Math.min(wanted.limit ?? limits.entries, limits.entries);
    try {
      const { records, isLimitReached } = await fetchRecordBatch(
        { ...wanted, limit, timeRange: { kind: 'absolute', ...slice } },
        signal,
      );
      const isCut = records.length > 0 && (isLimitReached || records.length >= limit);
      return { kind: 'answered', records, limit, isCut };
    } catch (error) {
      const remedy = limits.learn(error, { limit, seconds: secondsIn(slice) });
      if (remedy === 'shorter') {
        return { kind: 'too-long' };
      }
      if (remedy === undefined || (remedy === 'later' && tries === TRIES)) {
        throw error;
      }
      await (remedy === 'later' ? pause(signal) : undefined);
    }
  }
}

/** Rejects as soon as the signal does. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, PAUSE_MS);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
