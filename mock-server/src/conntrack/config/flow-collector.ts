import type { Document } from 'yaml';
import { parseAllDocuments } from 'yaml';

import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { ConntrackConfig } from './conntrack-config.ts';
import { FlowCollectorError } from './flow-collector-error.ts';
import { parseGoDuration } from './go-duration.ts';
import type {
  AgentFeature,
  DeploymentModel,
  ProcessorLogTypes,
  TrackingSettings,
} from './production-config.ts';
import {
  AGENT_FEATURES,
  DEPLOYMENT_MODELS,
  PROCESSOR_LOG_TYPES,
  productionConfig,
} from './production-config.ts';

/** What a FlowCollector says about conversations. */
export type FlowCollectorSettings = Omit<TrackingSettings, 'logTypes'> & {
  readonly logTypes: ProcessorLogTypes;
  /** Absent where the file does not say. */
  readonly deployment?: DeploymentModel;
  /** The operator's configuration of connection tracking; absent for `Flows`, where nothing is tracked. */
  readonly conntrack?: ConntrackConfig;
};

const KIND = 'FlowCollector';
const API_GROUP = 'flows.netobserv.io/';
const PROCESSOR = 'spec.processor';

/** Spellings of older API versions, beside those of `PROCESSOR_LOG_TYPES`. */
const OLDER_LOG_TYPES: Readonly<Record<string, ProcessorLogTypes>> = {
  FLOWS: 'Flows',
  CONVERSATIONS: 'Conversations',
  CONNECTIONS: 'Conversations',
  ENDED_CONVERSATIONS: 'EndedConversations',
  ENDED_CONNECTIONS: 'EndedConversations',
  ALL: 'All',
};

/** The key of each duration, newest spelling first, and the operator's default in milliseconds. */
const DURATIONS = {
  heartbeatMs: {
    keys: ['conversationHeartbeatInterval', 'connectionHeartbeatInterval', 'connectionUpdateInterval'],
    defaultMs: 30_000,
  },
  endTimeoutMs: { keys: ['conversationEndTimeout', 'connectionEndTimeout'], defaultMs: 10_000 },
  terminatingTimeoutMs: {
    keys: ['conversationTerminatingTimeout', 'connectionTerminatingTimeout'],
    defaultMs: 5_000,
  },
} as const;

type DurationKeys = (typeof DURATIONS)[keyof typeof DURATIONS];
type YamlMap = Readonly<Record<string, unknown>>;

/**
 * Reads a FlowCollector as it is in a cluster: `oc get flowcollector cluster -o yaml`.
 *
 * What is not about conversations is not looked at. The file may hold further documents of other kinds.
 * The durations stand in `spec.processor.advanced`, in older versions in `spec.processor`.
 */
export function parseFlowCollector(yamlText: string): Result<FlowCollectorSettings, FlowCollectorError> {
  try {
    return ok(readSettings(findFlowCollector(yamlText)));
  } catch (error) {
    if (error instanceof FlowCollectorError) {
      return err(error);
    }
    throw error;
  }
}

function readSettings(collector: YamlMap): FlowCollectorSettings {
  const spec = readMap(collector['spec'], 'spec');
  const processor = readMap(spec['processor'], PROCESSOR);
  const logTypes = readLogTypes(processor['logTypes']);
  const settings = {
    heartbeatMs: readDuration(processor, DURATIONS.heartbeatMs),
    endTimeoutMs: readDuration(processor, DURATIONS.endTimeoutMs),
    terminatingTimeoutMs: readDuration(processor, DURATIONS.terminatingTimeoutMs),
    features: readFeatures(spec),
    ...readDeployment(spec['deploymentModel']),
  };
  return logTypes === 'Flows'
    ? { logTypes, ...settings }
    : { logTypes, ...settings, conntrack: productionConfig({ logTypes, ...settings }) };
}

function findFlowCollector(yamlText: string): YamlMap {
  const documents = parseAllDocuments(yamlText);
  const values = Array.isArray(documents) ? documents.map(readDocument) : [];
  const maps = values.filter((value): value is YamlMap => isMap(value));
  const collectors = maps.filter((map) => map['kind'] === KIND);
  const [collector] = collectors;
  if (collector === undefined || collectors.length > 1) {
    const found = maps.map((map) => print(map['kind'])).join(', ') || 'no object';
    throw new FlowCollectorError('wrong-kind', 'kind', `must be ${KIND}, once; found ${found}`);
  }
  const version = collector['apiVersion'];
  if (typeof version !== 'string' || !version.startsWith(API_GROUP)) {
    throw new FlowCollectorError(
      'wrong-kind',
      'apiVersion',
      `must be of ${API_GROUP} (${API_GROUP}v1beta2), not ${print(version)}`,
    );
  }
  return collector;
}

/** The value of one document; aliases that blow up are refused like any other broken YAML. */
function readDocument(document: Document): unknown {
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new FlowCollectorError('bad-yaml', '', problem.message.trim());
  }
  try {
    const value: unknown = document.toJS();
    return value;
  } catch (error) {
    throw new FlowCollectorError('bad-yaml', '', error instanceof Error ? error.message : String(error));
  }
}

function readLogTypes(value: unknown): ProcessorLogTypes {
  if (value === undefined || value === null) {
    return 'Flows';
  }
  const known =
    PROCESSOR_LOG_TYPES.find((name) => name === value) ??
    (typeof value === 'string' && Object.hasOwn(OLDER_LOG_TYPES, value) ? OLDER_LOG_TYPES[value] : undefined);
  if (known === undefined) {
    throw new FlowCollectorError(
      'unknown-log-types',
      `${PROCESSOR}.logTypes`,
      `must be one of ${PROCESSOR_LOG_TYPES.join(', ')} (or, as in older versions, ` +
        `${Object.keys(OLDER_LOG_TYPES).join(', ')}), not ${print(value)}`,
    );
  }
  return known;
}

/** Older versions write it in capitals. */
function readDeployment(value: unknown): { readonly deployment?: DeploymentModel } {
  if (value === undefined || value === null) {
    return {};
  }
  const deployment = DEPLOYMENT_MODELS.find((name) => name === value || name.toUpperCase() === value);
  if (deployment === undefined) {
    throw new FlowCollectorError(
      'unknown-deployment-model',
      'spec.deploymentModel',
      `must be one of ${DEPLOYMENT_MODELS.join(', ')}, not ${print(value)}`,
    );
  }
  return { deployment };
}

/** The one duration that is given under any spelling; two that differ are refused rather than ranked. */
function readDuration(processor: YamlMap, { keys, defaultMs }: DurationKeys): number {
  const advanced = readMap(processor['advanced'], `${PROCESSOR}.advanced`);
  const given = keys.flatMap((key) => [
    ...durationAt(advanced[key], `${PROCESSOR}.advanced.${key}`),
    ...durationAt(processor[key], `${PROCESSOR}.${key}`),
  ]);
  const [first] = given;
  const other = given.find(({ ms }) => ms !== first?.ms);
  if (first !== undefined && other !== undefined) {
    throw new FlowCollectorError('conflict', other.path, `says something else than ${first.path}`);
  }
  return first?.ms ?? defaultMs;
}

function durationAt(value: unknown, path: string): readonly { readonly path: string; readonly ms: number }[] {
  if (value === undefined || value === null) {
    return [];
  }
  const parsed = typeof value === 'string' ? parseGoDuration(value) : undefined;
  if (parsed?.ok !== true || parsed.value <= 0) {
    throw new FlowCollectorError(
      'bad-duration',
      path,
      `must be a duration above 0, as 30s, 500ms or 1m30s, not ${print(value)}`,
    );
  }
  return [{ path, ms: parsed.value }];
}

/** The features that add fields to conversations; the agent has more, which are none of our business. */
function readFeatures(spec: YamlMap): readonly AgentFeature[] {
  const path = 'spec.agent.ebpf.features';
  const agent = readMap(spec['agent'], 'spec.agent');
  const features = readMap(agent['ebpf'], 'spec.agent.ebpf')['features'] ?? [];
  if (!Array.isArray(features)) {
    throw new FlowCollectorError('wrong-type', path, `must be a list, not ${print(features)}`);
  }
  return AGENT_FEATURES.filter((feature) => features.includes(feature));
}

function readMap(value: unknown, path: string): YamlMap {
  if (value === undefined || value === null) {
    return {};
  }
  if (!isMap(value)) {
    throw new FlowCollectorError('wrong-type', path, `must hold keys, not ${print(value)}`);
  }
  return value;
}

function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function print(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
