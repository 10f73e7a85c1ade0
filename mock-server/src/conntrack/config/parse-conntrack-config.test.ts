import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseConntrackConfig } from './parse-conntrack-config.ts';
import { productionConfig } from './production-config.ts';

type Refused = { readonly name: string; readonly config: unknown; readonly error: string };

const REFUSED = readFileSync(new URL('../vectors/invalid-configs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Refused);

const KEYS = {
  fieldGroups: [
    { name: 'src', fields: ['SrcAddr'] },
    { name: 'dst', fields: ['DstAddr'] },
  ],
  hash: { fieldGroupARef: 'src', fieldGroupBRef: 'dst' },
};
const MINIMAL = { keyDefinition: KEYS, scheduling: [{}] };

function refuse(json: unknown) {
  const result = parseConntrackConfig(json);
  if (result.ok) {
    throw new Error('expected a refusal');
  }
  return result.error;
}

describe('parseConntrackConfig', () => {
  test('has every refused configuration of the reference at hand', () => {
    expect(REFUSED).toHaveLength(22);
  });

  test.each(REFUSED.map((refused) => [refused.name, refused] as const))(
    'says of "%s" what the reference says',
    (_name, { config, error }) => {
      expect(refuse(config).message).toBe(error);
    },
  );

  test.each([
    ['only A ref', 'one-endpoint-only', 'keyDefinition.hash.fieldGroupBRef'],
    ['only B ref', 'one-endpoint-only', 'keyDefinition.hash.fieldGroupARef'],
    ['split without bidirectional', 'split-without-endpoints', 'outputFields[0].splitAB'],
    ['unknown operation', 'unknown-operation', 'outputFields[1].operation'],
    ['first with split', 'unknown-operation', 'outputFields[1].operation'],
    ['duplicate output', 'duplicate-output', 'outputFields[1].name'],
    ['duplicate group', 'duplicate-group', 'keyDefinition.fieldGroups[3].name'],
    ['undefined A', 'unknown-endpoint-group', 'keyDefinition.hash.fieldGroupARef'],
    ['undefined B', 'unknown-endpoint-group', 'keyDefinition.hash.fieldGroupBRef'],
    ['undefined ref', 'unknown-group', 'keyDefinition.hash.fieldGroupRefs[0]'],
    ['unknown record type', 'unknown-record-type', 'outputRecordTypes[1]'],
    ['undefined selector key', 'unknown-selector-key', 'scheduling[0].selector.Nope'],
    ['default not last', 'default-not-last', 'scheduling[0].selector'],
    ['no default', 'not-one-default', 'scheduling'],
    ['flags without field (end)', 'flags-without-field', 'tcpFlags.fieldName'],
    ['swap without bidirectional', 'swap-without-endpoints', 'tcpFlags.swapAB'],
    ['A and B sizes differ', 'endpoints-differ', 'keyDefinition.fieldGroups'],
    ['empty output name', 'unnamed-output', 'outputFields[1].name'],
    ['bad duration', 'bad-duration', 'scheduling[0].heartbeatInterval'],
  ])('names the key of "%s"', (name, code, path) => {
    const refused = REFUSED.find((candidate) => candidate.name === name);

    expect(refuse(refused?.config)).toMatchObject({ code, path });
  });

  test('fills in the defaults of the reference', () => {
    const result = parseConntrackConfig({ ...MINIMAL, outputFields: [{ name: 'n', operation: 'count' }] });

    expect(result).toEqual({
      ok: true,
      value: {
        keyDefinition: { ...KEYS, hash: { ...KEYS.hash, fieldGroupRefs: [] } },
        outputRecordTypes: [],
        outputFields: [{ name: 'n', operation: 'count', splitAB: false, input: 'n', reportMissing: false }],
        scheduling: [
          { selector: {}, endConnectionTimeoutMs: 0, terminatingTimeoutMs: 0, heartbeatIntervalMs: 0 },
        ],
        maxConnectionsTracked: 0,
        tcpFlags: { fieldName: '', detectEndConnection: false, swapAB: false },
      },
    });
  });

  test('reads keys in any case, null as absent and bare durations as nanoseconds', () => {
    const result = parseConntrackConfig({
      KEYDEFINITION: KEYS,
      outputfields: null,
      scheduling: [{ selector: null, HeartbeatInterval: 1_500_000, endconnectiontimeout: '2m30s' }],
    });

    expect(result).toMatchObject({
      ok: true,
      value: {
        outputFields: [],
        scheduling: [{ heartbeatIntervalMs: 1.5, endConnectionTimeoutMs: 150_000, terminatingTimeoutMs: 0 }],
      },
    });
  });

  test('checks names as they appear in records: plain and split may live side by side', () => {
    const bytes = { name: 'Bytes', operation: 'sum' };

    expect(parseConntrackConfig({ ...MINIMAL, outputFields: [bytes, { ...bytes, splitAB: true }] }).ok).toBe(
      true,
    );
    expect(refuse({ ...MINIMAL, outputFields: [bytes, bytes] }).code).toBe('duplicate-output');
  });

  test.each([
    ['A and B naming the same group', { hash: { fieldGroupARef: 'src', fieldGroupBRef: 'src' } }],
    ['no hash at all', { hash: {} }],
    ['a group listed twice', { hash: { fieldGroupRefs: ['src', 'src'] } }],
  ])('accepts %s', (_what, keyDefinition) => {
    expect(parseConntrackConfig({ ...MINIMAL, keyDefinition: { ...KEYS, ...keyDefinition } }).ok).toBe(true);
  });

  test.each([
    ['an unknown key', { ...MINIMAL, outputField: [] }, 'unknown-key', 'outputField'],
    ['an unknown key inside', { ...MINIMAL, tcpFlags: { swap: true } }, 'unknown-key', 'tcpFlags.swap'],
    ['text for a list', { ...MINIMAL, outputRecordTypes: 'all' }, 'wrong-type', 'outputRecordTypes'],
    ['a number for text', { ...MINIMAL, outputRecordTypes: [1] }, 'wrong-type', 'outputRecordTypes[0]'],
    ['text for a switch', { ...MINIMAL, tcpFlags: { swapAB: 'yes' } }, 'wrong-type', 'tcpFlags.swapAB'],
    [
      'a fraction of a connection',
      { ...MINIMAL, maxConnectionsTracked: 1.5 },
      'wrong-type',
      'maxConnectionsTracked',
    ],
    [
      'a list as a selector',
      { ...MINIMAL, scheduling: [{ selector: [] }] },
      'wrong-type',
      'scheduling[0].selector',
    ],
    [
      'a list in a selector',
      { ...MINIMAL, scheduling: [{ selector: { a: [] } }] },
      'wrong-type',
      'scheduling[0].selector.a',
    ],
    [
      'a null duration',
      { ...MINIMAL, scheduling: [{ heartbeatInterval: null }] },
      'bad-duration',
      'scheduling[0].heartbeatInterval',
    ],
    ['a list', [], 'wrong-type', ''],
    ['nothing', null, 'wrong-type', ''],
  ])('refuses %s', (_what, json, code, path) => {
    expect(refuse(json)).toMatchObject({ code, path });
  });

  test('names the allowed keys when it refuses one', () => {
    expect(refuse({ ...MINIMAL, tcpFlags: { swap: true } }).message).toBe(
      'unknown field "swap"; allowed are fieldName, detectEndConnection, swapAB',
    );
  });
});

describe('productionConfig', () => {
  test('keeps the rules', () => {
    const { scheduling, ...config } = productionConfig({
      logTypes: 'All',
      heartbeatMs: 30_000,
      endTimeoutMs: 10_000,
      terminatingTimeoutMs: 5_000,
      features: ['PacketDrop', 'DNSTracking', 'NetworkEvents', 'FlowRTT'],
    });
    const timing = { heartbeatInterval: '30s', endConnectionTimeout: '10s', terminatingTimeout: '5s' };

    expect(parseConntrackConfig({ ...config, scheduling: [timing] })).toEqual({
      ok: true,
      value: { ...config, scheduling },
    });
  });
});
