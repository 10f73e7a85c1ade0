import type { RecordType } from '#model/event.ts';

import type { ConntrackConfig, Operation, OutputField } from './conntrack-config.ts';

/** `spec.processor.logTypes` of a FlowCollector: what a cluster produces. `Flows`: nothing is tracked. */
export const PROCESSOR_LOG_TYPES = ['Flows', 'Conversations', 'EndedConversations', 'All'] as const;
export type ProcessorLogTypes = (typeof PROCESSOR_LOG_TYPES)[number];

/** The features of the agent (`spec.agent.ebpf.features`) that add fields to conversations. */
export const AGENT_FEATURES = ['PacketDrop', 'DNSTracking', 'NetworkEvents', 'FlowRTT'] as const;
export type AgentFeature = (typeof AGENT_FEATURES)[number];

/**
 * `spec.deploymentModel` of a FlowCollector: where flows are tracked. `Direct`: on each node, those of its own agent;
 * else all of them together.
 */
export const DEPLOYMENT_MODELS = ['Direct', 'Kafka', 'Service'] as const;
export type DeploymentModel = (typeof DEPLOYMENT_MODELS)[number];

/** What an administrator sets about conversations; durations in milliseconds. */
export type TrackingSettings = {
  readonly logTypes: Exclude<ProcessorLogTypes, 'Flows'>;
  readonly heartbeatMs: number;
  readonly endTimeoutMs: number;
  readonly terminatingTimeoutMs: number;
  readonly features: readonly AgentFeature[];
};

/** The record types that each value of `logTypes` asks for; none for `Flows`, where flows carry no type. */
export const RECORD_TYPES_OF: Readonly<Record<ProcessorLogTypes, readonly RecordType[]>> = {
  Flows: [],
  Conversations: ['newConnection', 'heartbeat', 'endConnection'],
  EndedConversations: ['endConnection'],
  All: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
};

/**
 * The configuration that the NetObserv operator writes for flowlogs-pipeline.
 *
 * One scheduling group, both directions in one connection, ends by FIN, orientation by SYN_ACK, no limit.
 */
export function productionConfig(settings: TrackingSettings): ConntrackConfig {
  return {
    keyDefinition: {
      fieldGroups: [
        { name: 'src', fields: ['SrcAddr', 'SrcPort'] },
        { name: 'dst', fields: ['DstAddr', 'DstPort'] },
        { name: 'common', fields: ['Proto'] },
      ],
      hash: { fieldGroupRefs: ['common'], fieldGroupARef: 'src', fieldGroupBRef: 'dst' },
    },
    outputRecordTypes: RECORD_TYPES_OF[settings.logTypes],
    outputFields: [
      ...ALWAYS,
      ...AGENT_FEATURES.filter((feature) => settings.features.includes(feature)).flatMap(
        (feature) => OF_FEATURE[feature],
      ),
    ],
    scheduling: [
      {
        selector: {},
        heartbeatIntervalMs: settings.heartbeatMs,
        endConnectionTimeoutMs: settings.endTimeoutMs,
        terminatingTimeoutMs: settings.terminatingTimeoutMs,
      },
    ],
    maxConnectionsTracked: 0,
    tcpFlags: { fieldName: 'Flags', detectEndConnection: true, swapAB: true },
  };
}

const ALWAYS: readonly OutputField[] = [
  ...totalAndSplit('Bytes'),
  ...totalAndSplit('Packets'),
  output('numFlowLogs', 'count'),
  reported('TimeFlowStartMs', 'min'),
  reported('TimeFlowEndMs', 'max'),
  reported('FlowDirection', 'first'),
  reported('IfDirection', 'first'),
  reported('AgentIP', 'first'),
];

const OF_FEATURE: Readonly<Record<AgentFeature, readonly OutputField[]>> = {
  PacketDrop: [
    ...totalAndSplit('PktDropBytes'),
    ...totalAndSplit('PktDropPackets'),
    output('PktDropLatestState', 'last'),
    output('PktDropLatestDropCause', 'last'),
  ],
  DNSTracking: [output('DnsFlagsResponseCode', 'last'), output('DnsLatencyMs', 'max')],
  NetworkEvents: [output('NetworkEvents', 'last')],
  FlowRTT: [{ ...output('MaxTimeFlowRttNs', 'max'), input: 'TimeFlowRttNs' }],
};

function output(name: string, operation: Operation): OutputField {
  return { name, operation, splitAB: false, input: name, reportMissing: false };
}

function reported(name: string, operation: Operation): OutputField {
  return { ...output(name, operation), reportMissing: true };
}

function totalAndSplit(name: string): readonly OutputField[] {
  return [output(name, 'sum'), { ...output(name, 'sum'), splitAB: true }];
}
