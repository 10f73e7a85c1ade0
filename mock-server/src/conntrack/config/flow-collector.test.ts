import { describe, expect, test } from 'vitest';

import { parseFlowCollector } from './flow-collector.ts';
import { productionConfig } from './production-config.ts';

function collector(processor: string, rest = ''): string {
  return `apiVersion: flows.netobserv.io/v1beta2
kind: FlowCollector
metadata: {name: cluster}
spec:
  loki: {enable: false}
${rest}  processor: ${processor}
`;
}

function read(yamlText: string) {
  const result = parseFlowCollector(yamlText);
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

function refuse(yamlText: string) {
  const result = parseFlowCollector(yamlText);
  if (result.ok) {
    throw new Error('expected a refusal');
  }
  return { code: result.error.code, path: result.error.path, message: result.error.message };
}

describe('parseFlowCollector', () => {
  test('takes the defaults of the operator for what is not said', () => {
    expect(read(collector('{}'))).toEqual({
      logTypes: 'Flows',
      heartbeatMs: 30_000,
      endTimeoutMs: 10_000,
      terminatingTimeoutMs: 5_000,
      features: [],
    });
  });

  test.each([
    ['Flows', 'Flows'],
    ['FLOWS', 'Flows'],
    ['Conversations', 'Conversations'],
    ['CONVERSATIONS', 'Conversations'],
    ['CONNECTIONS', 'Conversations'],
    ['EndedConversations', 'EndedConversations'],
    ['ENDED_CONVERSATIONS', 'EndedConversations'],
    ['ENDED_CONNECTIONS', 'EndedConversations'],
    ['All', 'All'],
    ['ALL', 'All'],
  ])('reads logTypes %s as %s', (spelling, logTypes) => {
    expect(read(collector(`{logTypes: ${spelling}}`)).logTypes).toBe(logTypes);
  });

  test.each([
    ['', undefined],
    ['  deploymentModel:\n', undefined],
    ['  deploymentModel: Direct\n', 'Direct'],
    ['  deploymentModel: DIRECT\n', 'Direct'],
    ['  deploymentModel: Kafka\n', 'Kafka'],
    ['  deploymentModel: Service\n', 'Service'],
  ])('reads where flows are tracked: %j', (line, deployment) => {
    expect(read(collector('{logTypes: All}', line)).deployment).toBe(deployment);
  });

  test('refuses a deployment model that there is none of', () => {
    expect(refuse(collector('{}', '  deploymentModel: Sidecar\n'))).toMatchObject({
      code: 'unknown-deployment-model',
      path: 'spec.deploymentModel',
      message: expect.stringContaining('Direct, Kafka, Service, not "Sidecar"') as string,
    });
  });

  test.each([
    ['Conversations', ['newConnection', 'heartbeat', 'endConnection']],
    ['EndedConversations', ['endConnection']],
    ['All', ['flowLog', 'newConnection', 'heartbeat', 'endConnection']],
  ])('configures the record types of %s', (logTypes, recordTypes) => {
    expect(read(collector(`{logTypes: ${logTypes}}`)).conntrack?.outputRecordTypes).toEqual(recordTypes);
  });

  test('tracks nothing for Flows', () => {
    expect(read(collector('{logTypes: Flows}'))).not.toHaveProperty('conntrack');
  });

  test.each([
    [
      'newest',
      'conversationHeartbeatInterval: 1m, conversationEndTimeout: 2s, conversationTerminatingTimeout: 300ms',
    ],
    ['older', 'connectionUpdateInterval: 1m, connectionEndTimeout: 2s, connectionTerminatingTimeout: 300ms'],
    ['old', 'connectionHeartbeatInterval: 1m, connectionEndTimeout: 2s, connectionTerminatingTimeout: 300ms'],
  ])('reads durations by their %s names, advanced or not', (_age, keys) => {
    const durations = { heartbeatMs: 60_000, endTimeoutMs: 2_000, terminatingTimeoutMs: 300 };

    expect(read(collector(`{advanced: {${keys}}}`))).toMatchObject(durations);
    expect(read(collector(`{${keys}}`))).toMatchObject(durations);
  });

  test('builds the configuration of the operator from what it read', () => {
    const features = '  agent: {ebpf: {features: [FlowRTT, PacketTranslation, DNSTracking]}}\n';
    const settings = read(collector('{logTypes: All, advanced: {conversationEndTimeout: 1s}}', features));

    expect(settings.features).toEqual(['DNSTracking', 'FlowRTT']);
    expect(settings.conntrack).toEqual(
      productionConfig({
        logTypes: 'All',
        heartbeatMs: 30_000,
        endTimeoutMs: 1_000,
        terminatingTimeoutMs: 5_000,
        features: ['DNSTracking', 'FlowRTT'],
      }),
    );
  });

  test('finds the FlowCollector among other documents', () => {
    const file = `kind: Namespace\nmetadata: {name: netobserv}\n---\n${collector('{logTypes: All}')}`;

    expect(read(file).logTypes).toBe('All');
  });

  test('names the key and the allowed values of a wrong log type', () => {
    const { code, path, message } = refuse(collector('{logTypes: Everything}'));

    expect([code, path]).toEqual(['unknown-log-types', 'spec.processor.logTypes']);
    expect(message).toBe(
      'spec.processor.logTypes must be one of Flows, Conversations, EndedConversations, All (or, as in older ' +
        'versions, FLOWS, CONVERSATIONS, CONNECTIONS, ENDED_CONVERSATIONS, ENDED_CONNECTIONS, ALL), not "Everything"',
    );
  });

  test.each(['30', '"5 parsecs"', '0s', '-1s', '""', '[]'])('refuses the duration %s', (value) => {
    const { code, path, message } = refuse(collector(`{advanced: {conversationEndTimeout: ${value}}}`));

    expect([code, path]).toEqual(['bad-duration', 'spec.processor.advanced.conversationEndTimeout']);
    expect(message).toContain('must be a duration above 0, as 30s');
  });

  test('refuses two spellings that say different things, and takes them when they agree', () => {
    const both = (older: string) =>
      collector(`{advanced: {conversationEndTimeout: 10s, connectionEndTimeout: ${older}}}`);

    expect(refuse(both('20s'))).toMatchObject({
      code: 'conflict',
      path: 'spec.processor.advanced.connectionEndTimeout',
    });
    expect(read(both('10000ms')).endTimeoutMs).toBe(10_000);
  });

  test.each([
    ['another kind', 'kind: ConfigMap\napiVersion: v1', 'wrong-kind', 'kind'],
    ['an empty file', '', 'wrong-kind', 'kind'],
    ['another API group', 'kind: FlowCollector\napiVersion: example.com/v1', 'wrong-kind', 'apiVersion'],
    ['broken YAML', 'kind: [FlowCollector', 'bad-yaml', ''],
    ['a processor that is a list', collector('[]'), 'wrong-type', 'spec.processor'],
    [
      'features that are text',
      collector('{}', '  agent: {ebpf: {features: FlowRTT}}\n'),
      'wrong-type',
      'spec.agent.ebpf.features',
    ],
  ])('refuses %s', (_what, yamlText, code, path) => {
    expect(refuse(yamlText)).toMatchObject({ code, path });
  });

  test('refuses two FlowCollectors, as it cannot know which is meant', () => {
    expect(refuse(`${collector('{}')}---\n${collector('{}')}`).message).toBe(
      'kind must be FlowCollector, once; found "FlowCollector", "FlowCollector"',
    );
  });

  test('refuses aliases that blow up', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? 'x' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(9).fill(item).join(', ')}]`;
    });

    expect(refuse(levels.join('\n')).code).toBe('bad-yaml');
  });
});
