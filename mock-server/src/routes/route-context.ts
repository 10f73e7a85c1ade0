import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';

import type { LogTypesSetting } from '#model/wire/config.ts';
import type { RecordingNote } from '#model/wire/recording-note.ts';
import type { ReplayChange, ReplayState } from '#model/wire/replay.ts';

import type { FrontendSettings } from '../frontend/frontend-settings.ts';
import type { QueryLimits } from '../http/query-limits.ts';
import type { Clock } from '../lib/clock.ts';
import type { FlowStore } from '../store/flow-store.ts';

/** The server as routes see it: schemas give the types of what comes in. */
export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What is played, for those who want to say it. */
export type PlayedRecording = {
  readonly name: string;
  /** What it is called in the manifest of bundled recordings. */
  readonly title?: string;
  /** The names of its files, without their folders. */
  readonly files: readonly string[];
  readonly timeline: 'live' | 'recorded';
  /** What was found in it. */
  readonly facts: {
    readonly flows: number;
    readonly events: number;
    /** Start of the first flow and end of the last one, as recorded, in ms since the epoch. */
    readonly traffic?: { readonly firstMs: number; readonly lastMs: number };
    /** Number of different addresses. */
    readonly endpoints: number;
    /** Features of the cluster that the recording shows (`flowRTT`, `dnsTracking` …), by NetObserv's names. */
    readonly features: readonly string[];
    readonly leftOutCount: number;
  };
  /** Whether there are flows, and no conversation of them though conversations are recorded. */
  readonly isUntracked: boolean;
  /** What else is to be known of it. */
  readonly notes: readonly RecordingNote[];
};

/** How much is kept, and how much no longer is. */
export type RetentionStatus = {
  readonly maxAgeMs?: number;
  readonly maxRecords: number;
  readonly forgottenRecords: number;
};

/** Says how the recording is played, and changes that. */
export interface ReplayControl {
  state(): ReplayState;
  /** Resolves with the new state when it holds. Only where the timeline is live. */
  change(change: ReplayChange): Promise<ReplayState>;
}

/** What routes need of the rest of the server. */
export type RouteContext = {
  readonly store: FlowStore;
  readonly clock: Clock;
  readonly limits: QueryLimits;
  readonly logTypes: LogTypesSetting;
  /** What the page is told to show of this cluster. */
  readonly frontend: FrontendSettings;
  readonly recording: PlayedRecording;
  readonly replay: ReplayControl;
  readonly retention: () => RetentionStatus;
};
