import { describe, expect, test } from 'vitest';

import type { LogType, RecordType } from '#model/event.ts';
import type { LogTypeQuestion } from './useLogType.ts';
import { availableLogTypes, chooseLogType } from './useLogType.ts';

const ALL: readonly RecordType[] = ['flowLog', 'newConnection', 'heartbeat', 'endConnection'];
const CONVERSATIONS: readonly RecordType[] = ['newConnection', 'heartbeat', 'endConnection'];

function bare(recordTypes: readonly RecordType[]): LogTypeQuestion {
  return { asked: undefined, isBare: true, recordTypes };
}

function asking(asked: LogType | undefined, recordTypes: readonly RecordType[]): LogTypeQuestion {
  return { asked, isBare: false, recordTypes };
}

describe('chooseLogType', () => {
  test.each<[string, LogTypeQuestion, LogType]>([
    ['a bare page opens on conversations', bare(ALL), 'allConnections'],
    ['a bare page opens on what was chosen last', { ...bare(ALL), preferred: 'flowLog' }, 'flowLog'],
    ['… if the cluster has it', { ...bare(['flowLog']), preferred: 'allConnections' }, 'flowLog'],
    [
      'a link means the same for everybody',
      { ...asking(undefined, ALL), preferred: 'allConnections' },
      'flowLog',
    ],
    ['a link without a log type means flows', asking(undefined, ALL), 'flowLog'],
    ['a link is taken at its word', asking('allConnections', ALL), 'allConnections'],
    ['with flows only, flows', asking('allConnections', ['flowLog']), 'flowLog'],
    ['with conversations only, conversations', asking('flowLog', CONVERSATIONS), 'allConnections'],
    ['with ended conversations only, those', asking(undefined, ['endConnection']), 'allConnections'],
    ['a bare page without conversations opens on flows', bare(['flowLog']), 'flowLog'],
    [
      'a bare page opens on flows where nothing is tracked, whatever was chosen last',
      { ...bare(ALL), preferred: 'allConnections', isUntracked: true },
      'flowLog',
    ],
    [
      '… and a link that says otherwise is taken at its word',
      { ...asking('allConnections', ALL), isUntracked: true },
      'allConnections',
    ],
    ['a cluster that records nothing shows flows', bare([]), 'flowLog'],
  ])('%s', (_name, question, expected) => {
    expect(chooseLogType(question)).toBe(expected);
  });
});

test('availableLogTypes lists conversations first', () => {
  expect(availableLogTypes(ALL)).toEqual(['allConnections', 'flowLog']);
});
