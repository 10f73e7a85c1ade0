import type { RecordType } from '#model/event.ts';
import { match } from '#model/filter/filter.ts';
import { numberField } from '#model/flow.ts';
import type { Capability, LogTypesSetting } from '#model/wire/config.ts';
import { CAPABILITIES, FrontendConfig } from '#model/wire/config.ts';
import type { RecordingNote } from '#model/wire/recording-note.ts';

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

/** What there is nothing for where nothing is tracked. */
const NEED_TRACKING: readonly Capability[] = ['conversations', 'facets'];

const SCHEMA = {
  summary: 'What there is to see, and how it is to be shown',
  description: `Which records and features the cluster has, and the columns, filters, scopes, panels and fields of
the page. Ours: \`capabilities\`, what this server can do beyond NetObserv's; \`recording\`, what is played.`,
  tags: ['netobserv'],
  response: { 200: FrontendConfig },
};

/** `GET /api/frontend-config`: what there is to see. */
export function frontendConfigRoute(app: Server, context: RouteContext): void {
  const { store, limits, recording } = context;
  const always = alwaysAnswered(context);
  let sampling = always.sampling;
  app.addHook('onReady', async () => {
    sampling = (await recordedSampling(store)) ?? sampling;
  });
  app.get('/api/frontend-config', { schema: SCHEMA }, async (request): Promise<FrontendConfig> => {
    const { firstMs, lastMs } = await limits.run(request, (signal) => spanOf(recording, store, signal));
    return {
      ...always,
      sampling,
      recording: {
        name: recording.name,
        ...(recording.title === undefined ? {} : { title: recording.title }),
        files: [...recording.files],
        timeline: recording.timeline,
        ...(firstMs === undefined ? {} : { firstMs }),
        ...(lastMs === undefined ? {} : { lastMs }),
        leftOut: recording.facts.leftOutCount,
        ...(recording.isUntracked ? { isUntracked: true } : {}),
        ...(request.tenant.namespaces === undefined ? { notes: [...notesOf(context)] } : {}),
      },
    };
  });
}

/** What is to be known of the recording, and of what is kept of it now. */
function notesOf({ recording, retention }: RouteContext): readonly RecordingNote[] {
  const { forgottenRecords: records, maxRecords, maxAgeMs } = retention();
  if (records === 0) {
    return recording.notes;
  }
  const text = `${records} records are forgotten again: at most ${maxRecords} are kept`;
  const numbers = { records, maxRecords, ...(maxAgeMs === undefined ? {} : { maxAgeMs }) };
  return [{ code: 'forgotten', text, numbers }, ...recording.notes];
}

/** What does not change while the server runs. */
function alwaysAnswered({ frontend, logTypes }: RouteContext) {
  return {
    buildVersion: frontend.buildVersion,
    buildDate: frontend.buildDate,
    recordTypes: [...RECORD_TYPES_OF[logTypes]],
    // Without tracking there are no conversations.
    capabilities: CAPABILITIES.filter(
      (capability) => logTypes !== 'Flows' || !NEED_TRACKING.includes(capability),
    ),
    features: [...frontend.features],
    portNaming: frontend.portNaming,
    panels: [...frontend.panels],
    columns: [...frontend.columns],
    filters: [...frontend.filters],
    scopes: [...frontend.scopes],
    fields: [...frontend.fields],
    quickFilters: [...frontend.quickFilters],
    alertNamespaces: [...frontend.alertNamespaces],
    sampling: frontend.sampling,
    dataSources: ['loki'],
    lokiMocks: false,
    lokiLabels: [...frontend.lokiLabels],
    promLabels: [],
    maxChunkAgeMs: MAX_CHUNK_AGE_MS,
    recordingAnnotations: { ...frontend.recordingAnnotations },
  };
}

/** One packet in how many the newest flow says was looked at; absent when no flow says it. */
async function recordedSampling(store: FlowStore): Promise<number | undefined> {
  const { records } = await store.records({
    span: { fromMs: -Infinity, toMs: Infinity },
    types: ['flowLog'],
    filter: match('Sampling', '>=', '1'),
    limit: 1,
  });
  return records.map((record) => numberField(record, 'Sampling'))[0];
}

/** Of the recording where it keeps its times; of the store, which it fills again and again, where it does not. */
async function spanOf(
  { timeline, facts }: PlayedRecording,
  store: FlowStore,
  signal: AbortSignal,
): Promise<{ readonly firstMs?: number; readonly lastMs?: number }> {
  return timeline === 'recorded' && facts.traffic !== undefined ? facts.traffic : store.summary(signal);
}
