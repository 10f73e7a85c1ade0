import { describe, expect, test } from 'vitest';

import { RECORD_TYPES } from '../event.ts';
import { backendOf } from './profile.ts';

const field = (name: string, type: string, format?: string) => ({
  name,
  type,
  description: '',
  ...(format === undefined ? {} : { format }),
});

describe('backendOf', () => {
  test('is ours if and only if it announces capabilities', () => {
    const recordTypes = [...RECORD_TYPES];
    expect(backendOf({ recordTypes, capabilities: ['conversations'] })).toEqual({ kind: 'own' });
    expect(backendOf({ recordTypes, capabilities: [] }).kind).toBe('netobserv');
    expect(backendOf({ recordTypes }).kind).toBe('netobserv');
  });

  test('knows how each field is looked for: by its type and format, and as a label before that', () => {
    const backend = backendOf({
      recordTypes: [],
      lokiLabels: ['SrcK8S_Namespace', 'FlowDirection'],
      fields: [
        field('SrcK8S_Namespace', 'string'),
        field('FlowDirection', 'number'),
        field('SrcK8S_Name', 'string'),
        field('SrcAddr', 'string', 'IP'),
        field('Bytes', 'number'),
        field('Interfaces', 'string[]'),
        field('IfDirections', 'number[]'),
      ],
    });
    expect(backend.kind === 'netobserv' && Object.fromEntries(backend.fields)).toEqual({
      SrcK8S_Namespace: 'label',
      FlowDirection: 'label',
      SrcK8S_Name: 'text',
      SrcAddr: 'address',
      Bytes: 'number',
      Interfaces: 'list',
      IfDirections: 'list',
    });
  });

  test('is asked for no field where it declares none', () => {
    expect(backendOf({ recordTypes: [] })).toMatchObject({ fields: new Map() });
  });

  test.each([
    ['all types', RECORD_TYPES, true],
    ['ends alone', ['endConnection'] as const, false],
  ])('hears of open conversations where it records %s: %j', (_name, recordTypes, emitsHeartbeats) => {
    expect(backendOf({ recordTypes: [...recordTypes] })).toMatchObject({ emitsHeartbeats });
  });

  test.each([
    [undefined, true],
    [['loki', 'prom'], true],
    [['prom'], false],
    [[], false],
  ])('with the data sources %j: whether it keeps records is %s', (dataSources, keepsRecords) => {
    const config = { recordTypes: [], ...(dataSources === undefined ? {} : { dataSources }) };
    expect(backendOf(config)).toMatchObject({ keepsRecords });
  });
});
