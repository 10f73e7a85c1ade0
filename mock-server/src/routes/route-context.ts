import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';

import type { LogTypesSetting } from '#model/wire/config.ts';

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
  readonly timeline: 'live' | 'recorded';
  /** Features of the cluster that the recording shows (`flowRTT`, `dnsTracking` …), by NetObserv's names. */
  readonly features: readonly string[];
};

/** What routes need of the rest of the server. */
export type RouteContext = {
  readonly store: FlowStore;
  readonly clock: Clock;
  readonly limits: QueryLimits;
  readonly logTypes: LogTypesSetting;
  readonly recording: PlayedRecording;
};
