import { describe, expect, test } from 'vitest';

import type { LogType, RecordType } from '#model/event.ts';
import { availableLogTypes, chooseLogType } from './useLogType.ts';

const ALL: readonly RecordType[] = ['flowLog', 'newConnection', 'heartbeat', 'endConnection'];
const CONVERSATIONS: readonly RecordType[] = ['newConnection', 'heartbeat', 'endConnection'];

describe('chooseLogType', () => {
  test.each<[string, LogType | undefined, boolean, readonly RecordType[], LogType]>([
    ['a bare page opens on conversations', undefined, true, ALL, 'allConnections'],
    ['a link without a log type means flows', undefined, false, ALL, 'flowLog'],
    ['a link is taken at its word', 'allConnections', false, ALL, 'allConnections'],
    ['with flows only, flows', 'allConnections', false, ['flowLog'], 'flowLog'],
    ['with conversations only, conversations', 'flowLog', false, CONVERSATIONS, 'allConnections'],
    ['with ended conversations only, conversations', undefined, false, ['endConnection'], 'allConnections'],
    ['a bare page without conversations opens on flows', undefined, true, ['flowLog'], 'flowLog'],
    ['a cluster that records nothing shows flows', undefined, true, [], 'flowLog'],
  ])('%s', (_name, asked, isBare, recordTypes, expected) => {
    expect(chooseLogType({ asked, isBare, recordTypes })).toBe(expected);
  });
});

test('availableLogTypes lists conversations first', () => {
  expect(availableLogTypes(ALL)).toEqual(['allConnections', 'flowLog']);
});
