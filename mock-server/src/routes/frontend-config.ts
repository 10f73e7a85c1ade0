import type { RecordType } from '#model/event.ts';
import type { FrontendConfig, LogTypesSetting } from '#model/wire/config.ts';
import { CAPABILITIES } from '#model/wire/config.ts';

import { LOKI_LABELS } from '../query/record-streams.ts';
import type { FlowStore } from '../store/flow-store.ts';
import type { PlayedRecording, RouteContext, Server } from './route-context.ts';

/** NetObserv's default for Loki's `ingester.max_chunk_age`: 2 h. */
const MAX_CHUNK_AGE_MS = 2 * 60 * 60 * 1000;

const RECORD_TYPES_OF: Readonly<Record<LogTypesSetting, readonly RecordType[]>> = {
  Flows: ['flowLog'],
  Conversations: ['newConnection', 'heartbeat', 'endConnection'],
  EndedConversations: ['endConnection'],
  All: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
};

/** `GET /api/frontend-config`: what there is to see. */
export function frontendConfigRoute(app: Server, context: RouteContext): void {
  const { store, limits, logTypes, recording } = context;
  app.get('/api/frontend-config', async (request): Promise<FrontendConfig> => {
    const { firstMs, lastMs } = await limits.run(request, (signal) => spanOf(recording, store, signal));
    return {
      recordTypes: [...RECORD_TYPES_OF[logTypes]],
      capabilities: logTypes === 'Flows' ? [] : [...CAPABILITIES],
      features: [...recording.facts.features],
      portNaming: { enable: true, portNames: {} },
      sampling: 1,
      dataSources: ['loki'],
      lokiLabels: [...LOKI_LABELS],
      promLabels: [],
      maxChunkAgeMs: MAX_CHUNK_AGE_MS,
      recording: {
        name: recording.name,
        ...(recording.title === undefined ? {} : { title: recording.title }),
        files: [...recording.files],
        timeline: recording.timeline,
        ...(firstMs === undefined ? {} : { firstMs }),
        ...(lastMs === undefined ? {} : { lastMs }),
        leftOut: recording.facts.leftOutCount,
      },
    };
  });
}

/** Of the recording where it keeps its times; of the store, which it fills again and again, where it does not. */
async function spanOf(
  { timeline, facts }: PlayedRecording,
  store: FlowStore,
  signal: AbortSignal,
): Promise<{ readonly firstMs?: number; readonly lastMs?: number }> {
  return timeline === 'recorded' && facts.traffic !== undefined ? facts.traffic : store.summary(signal);
}
