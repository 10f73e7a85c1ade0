import type { FastifyInstance } from 'fastify';

import type { Backend } from '../backend.ts';
import { logQueryOf } from '../grammar/log-query-of.ts';
import { LokiFields } from '../grammar/loki-fields.ts';
import type { Condition } from '../grammar/parse-filters.ts';
import { condition } from '../grammar/parse-filters.ts';
import type { Loki } from '../loki/log-answer.ts';
import { answerLogQuery, labelValues } from '../loki/log-answer.ts';
import { labelText } from '../loki/log-entry.ts';
import { accepted, jsonAnswer, Refusal } from './answer.ts';
import { parameter } from './parameters.ts';
import type { Asked } from './serve.ts';
import { serve } from './serve.ts';

const ENDS = ['Src', 'Dst'] as const;
/** Kinds that are named by themselves; every other one is an owner. */
const BASE_KINDS = ['Pod', 'Service', 'Node'];
/** A label that there is none of: networks are in the field `Udns`. */
const UDN_LABEL = 'UDN';
const NO_PARAMETERS = { start: '', end: '', limit: '' };

/** Labels whose values are listed, whatever namespace is asked about. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  clusters: ['K8S_ClusterName'],
  udns: [UDN_LABEL],
  zones: ['SrcK8S_Zone', 'DstK8S_Zone'],
  namespaces: ['SrcK8S_Namespace', 'DstK8S_Namespace'],
};

/** `GET /api/resources/…`: what a filter box suggests. The backend has it in an order of chance; here it is sorted. */
export function resourceRoutes(app: FastifyInstance, backend: Backend): void {
  for (const [list, labels] of Object.entries(LISTS)) {
    serve(app, backend, `/api/resources/${list}`, ({ loki }) =>
      jsonAnswer(distinct(labels.flatMap((label) => labelValues(loki, label)))),
    );
  }
  serve(app, backend, '/api/resources/names', (asked) =>
    jsonAnswer(distinct(ENDS.flatMap((end) => namesOf(backend, asked, end)))),
  );
}

/**
 * The names of one end in the newest flow logs: as many of them, and of as long, as Loki answers with when it is told
 * neither.
 */
function namesOf({ settings }: Backend, { parameters, loki }: Asked, end: 'Src' | 'Dst'): readonly string[] {
  const namespace = parameter(parameters, 'namespace');
  const kind = parameter(parameters, 'kind');
  const isBase = BASE_KINDS.includes(kind);
  const conditions = [
    ...(namespace === '' ? [] : [condition(`${end}K8S_Namespace`, '~', `"${namespace}"`)]),
    condition(`${end}K8S_${isBase ? 'Type' : 'OwnerType'}`, '~', `"${kind}"`),
  ];
  const fields = new LokiFields(settings.lokiLabels, settings.fields);
  return valuesIn(loki, conditions, fields, `${end}K8S_${isBase ? 'Name' : 'OwnerName'}`);
}

function valuesIn(
  loki: Loki,
  conditions: readonly Condition[],
  fields: LokiFields,
  field: string,
): readonly string[] {
  const query = accepted(logQueryOf(conditions, { recordType: 'flowLog', packetLoss: 'all' }, fields));
  const streams = answerLogQuery(loki, query, NO_PARAMETERS);
  if (!streams.ok) {
    throw new Refusal(400, `Loki query failed: Error from Loki query: [400] Loki message: ${streams.error}`);
  }
  return streams.value.flatMap(({ entries }) => entries.map((entry) => labelText(entry, field)));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}
