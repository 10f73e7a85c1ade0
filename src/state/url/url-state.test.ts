import { describe, expect, test } from 'vitest';

import { printFilter } from '#model/filter/language/print.ts';
import { isBareUrl, readUrl, repairUrl, urlProblems, writeUrl } from './url-state.ts';

describe('urlProblems', () => {
  test.each([
    ['a log type that is none', '?recordType=flows', 'recordType', 'not-one-of'],
    ['a limit of nothing', '?limit=0', 'limit', 'not-a-number-between'],
    ['a limit beyond the largest', '?limit=10001', 'limit', 'not-a-number-between'],
    ['a time in ms', '?startTime=1700000000000&endTime=1700000300000', 'startTime', 'not-seconds'],
    ['a time backwards', '?startTime=200&endTime=100', 'endTime', 'time-backwards'],
    ['a start without an end', '?startTime=200', 'startTime', 'time-incomplete'],
    ['a length that is no number', '?timeRange=5m', 'timeRange', 'not-seconds'],
    ['a selection of nothing known', '?selected=pod:a', 'selected', 'not-a-selection'],
    ['a column that no table has', '?sort=-colour', 'sort', 'not-a-sort'],
    ['a tab that is none', '?panel=map', 'panel', 'not-one-of'],
    ['a filter of an unknown field', '?filters=foo%3D1', 'filters', 'bad-condition'],
    ['a text that does not parse', '?filter=src_port%3D', 'filter', 'bad-condition'],
    ['an unknown way of matching', '?filters=port%3D80&match=some', 'match', 'bad-condition'],
  ])('tells of %s', (_name, search, key, code) => {
    expect(urlProblems(search)).toMatchObject([{ key, code }]);
  });

  test('leaves the rest of the link standing', () => {
    const search = '?filters=foo%3D1%3Bsrc_namespace%3Dshop&limit=-1&timeRange=900';
    expect(printFilter(readUrl(search, 'filter').value)).toBe('all(src_namespace=shop)');
    expect(readUrl(search, 'limit').value).toBe(100);
    expect(readUrl(search, 'timeRange').value).toEqual({ kind: 'relative', seconds: 900 });
  });
});

describe('readUrl', () => {
  test.each(['newConnection', 'heartbeat', 'endConnection', 'allConnections'])(
    'takes recordType=%s for conversations',
    (recordType) => {
      expect(readUrl(`?recordType=${recordType}`, 'logType')).toEqual({
        value: 'allConnections',
        problems: [],
      });
    },
  );

  test('lets a relative range win over an absolute one, as NetObserv does', () => {
    expect(readUrl('?timeRange=60&startTime=1&endTime=2', 'timeRange').value).toEqual({
      kind: 'relative',
      seconds: 60,
    });
  });

  test('understands the older word for both directions', () => {
    const { value } = readUrl('?filters=src_namespace%3D%22shop%22&bnf=true', 'filter');
    expect(printFilter(value)).toBe('eitherway(all(src_namespace=shop))');
  });
});

describe('writeUrl', () => {
  test('leaves a value that was not understood until that thing is changed', () => {
    expect(writeUrl('?limit=many&timeRange=300', { timeRange: { kind: 'relative', seconds: 60 } })).toBe(
      '?limit=many&timeRange=60',
    );
    expect(writeUrl('?limit=many', { limit: 50 })).toBe('?limit=50');
  });

  test('does not write defaults, but for time and log type', () => {
    const search = writeUrl('?limit=50&panel=raw', {
      limit: 100,
      panelTab: 'details',
      logType: 'flowLog',
      timeRange: { kind: 'relative', seconds: 300 },
    });
    expect(search).toBe('?timeRange=300&recordType=flowLog');
  });

  test('replaces one form of time by the other', () => {
    const range = { kind: 'absolute', startS: 1, endS: 2 } as const;
    expect(writeUrl('?timeRange=300', { timeRange: range })).toBe('?startTime=1&endTime=2');
  });
});

test('repairUrl takes out what was not understood and nothing else', () => {
  expect(repairUrl('?a=1&filters=foo%3D1%3Bsrc_port%3D80&limit=x&sort=-bytes')).toBe(
    '?a=1&filters=src_port%3D80&sort=-bytes',
  );
});

describe('isBareUrl', () => {
  test.each([
    ['', true],
    ['?perspective=admin', true],
    ['?limit=50', false],
    ['?dataSource=auto', false],
    ['?bnf=true', false],
  ])('of "%s" is %s', (search, isBare) => {
    expect(isBareUrl(search)).toBe(isBare);
  });
});
