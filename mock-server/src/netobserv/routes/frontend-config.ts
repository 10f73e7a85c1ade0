import type { FastifyInstance } from 'fastify';

import type { RecordType } from '#model/event.ts';
import type { Column, LogTypesSetting } from '#model/wire/config.ts';

import type { Backend, BackendSettings } from '../backend.ts';
import { jsonAnswer } from './answer.ts';
import { serve } from './serve.ts';

/** Loki's default for `ingester.max_chunk_age`: 2 h. */
const MAX_CHUNK_AGE_MS = 7_200_000;

const RECORD_TYPES_OF: Readonly<Record<LogTypesSetting, readonly RecordType[]>> = {
  Flows: ['flowLog'],
  Conversations: ['newConnection', 'heartbeat', 'endConnection'],
  EndedConversations: ['endConnection'],
  All: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
};

/** `GET /api/frontend-config`: what there is to see, in the shape of the operator's configuration. */
export function frontendConfigRoutes(app: FastifyInstance, backend: Backend): void {
  const { settings, logTypes } = backend;
  const config = {
    buildVersion: settings.buildVersion,
    buildDate: settings.buildDate,
    recordTypes: RECORD_TYPES_OF[logTypes],
    portNaming: settings.portNaming,
    panels: settings.panels,
    columns: declaredColumns(settings),
    filters: settings.filters,
    scopes: settings.scopes,
    quickFilters: settings.quickFilters,
    alertNamespaces: settings.alertNamespaces,
    sampling: settings.sampling,
    features: settings.features,
    fields: settings.fields,
    dataSources: ['loki'],
    lokiLabels: settings.lokiLabels,
    promLabels: [],
    maxChunkAgeMs: MAX_CHUNK_AGE_MS,
    ...(Object.keys(settings.recordingAnnotations).length === 0
      ? {}
      : { recordingAnnotations: settings.recordingAnnotations }),
  };
  serve(app, backend, '/api/frontend-config', () => jsonAnswer(config));
}

/** The columns of fields that are declared: NetObserv's page does not open on a column of another one. */
function declaredColumns({ columns, fields }: BackendSettings): readonly Column[] {
  const declared = new Set(fields.map(({ name }) => name));
  return columns.filter(({ field, fields: several = [] }) =>
    [...(field === undefined || field === '' ? [] : [field]), ...several].every((name) => declared.has(name)),
  );
}
