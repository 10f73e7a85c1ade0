import { REPLAY_SPEEDS } from '#model/wire/replay.ts';

import { ConfigError } from './config-error.ts';
import { parseGoDuration } from './conntrack/config/go-duration.ts';
import type { Timeline } from './recording/replay.ts';
import type { RetentionSettings } from './retention.ts';

/** How a live replay goes on when the recording is loaded. */
export type ReplayStart = {
  readonly speed: number;
  readonly isPaused: boolean;
  readonly isLooping: boolean;
  /** In ms from the start of the recording; absent: where it is over. */
  readonly startAtMs?: number;
};

export const REPLAY_START: ReplayStart = { speed: 1, isPaused: false, isLooping: true };

/** What is kept of a live replay when nothing else is said. */
export const RETENTION = {
  maxAgeMs: 24 * 3_600_000,
  maxRecords: 2_000_000,
} as const satisfies RetentionSettings;

const MIN_AGE_MS = 60_000;
const MIN_RECORDS = 1000;

type Values = {
  readonly speed?: string | undefined;
  readonly paused?: boolean | undefined;
  readonly 'start-at'?: string | undefined;
  readonly 'no-loop'?: boolean | undefined;
  readonly retain?: string | undefined;
  readonly 'retain-records'?: string | undefined;
};

/** How a replay begins, from a command line. Throws a `ConfigError`, also for what a recorded timeline cannot do. */
export function readReplayStart(values: Values, timeline: Timeline): ReplayStart {
  for (const option of ['speed', 'paused', 'start-at', 'no-loop'] as const) {
    if (timeline === 'recorded' && values[option] !== undefined) {
      throw new ConfigError(`--${option} needs --timeline live: a recorded timeline stands still`);
    }
  }
  const startAt = values['start-at'];
  return {
    speed: values.speed === undefined ? REPLAY_START.speed : readSpeed(values.speed),
    isPaused: values.paused ?? REPLAY_START.isPaused,
    isLooping: values['no-loop'] !== true,
    ...(startAt === undefined ? {} : { startAtMs: readPosition(startAt) }),
  };
}

/** What is kept, from a command line. Throws a `ConfigError`. */
export function readRetention(values: Values, timeline: Timeline): RetentionSettings {
  const records = values['retain-records'];
  const maxRecords = records === undefined ? RETENTION.maxRecords : readRecords(records);
  if (timeline === 'live') {
    return {
      maxAgeMs: values.retain === undefined ? RETENTION.maxAgeMs : readAge(values.retain),
      maxRecords,
    };
  }
  if (values.retain !== undefined) {
    throw new ConfigError('--retain needs --timeline live: a recorded timeline keeps all its times');
  }
  return { maxRecords };
}

function readSpeed(text: string): number {
  const speed = text.trim() === '' ? NaN : Number(text);
  const { minimum, maximum } = REPLAY_SPEEDS;
  if (!(speed >= minimum && speed <= maximum)) {
    throw new ConfigError(
      `--speed must be a number from ${minimum} to ${maximum}, not ${JSON.stringify(text)}`,
    );
  }
  return speed;
}

function readPosition(text: string): number {
  const { minutes, seconds } = /^(?<minutes>\d{1,6}):(?<seconds>[0-5]\d)$/.exec(text)?.groups ?? {};
  if (minutes === undefined || seconds === undefined) {
    throw new ConfigError(
      `--start-at must be minutes and seconds of the recording, as in 2:30, not ${JSON.stringify(text)}`,
    );
  }
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}

function readAge(text: string): number {
  const age = parseGoDuration(text);
  if (!age.ok || age.value < MIN_AGE_MS) {
    throw new ConfigError(
      `--retain must be a duration of 1m or more, as in 24h or 90m, not ${JSON.stringify(text)}`,
    );
  }
  return age.value;
}

function readRecords(text: string): number {
  const records = Number(text);
  if (!/^\d+$/.test(text) || records < MIN_RECORDS || !Number.isSafeInteger(records)) {
    throw new ConfigError(
      `--retain-records must be a number from ${MIN_RECORDS}, not ${JSON.stringify(text)}`,
    );
  }
  return records;
}
