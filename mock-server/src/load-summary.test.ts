import { describe, expect, test } from 'vitest';

import type { LoadSummary } from './load-summary.ts';
import { formatCount, printLoadSummary } from './load-summary.ts';

const SUMMARY: LoadSummary = {
  name: 'tour',
  title: 'Six minutes of a small shop',
  files: ['tour.jsonl.gz'],
  facts: {
    flows: 12_345,
    events: 0,
    traffic: { firstMs: 1_700_000_000_000, lastMs: 1_700_000_360_000 },
    endpoints: 42,
    features: [],
    leftOutCount: 0,
    leftOutOf: {},
    leftOut: [],
    late: 0,
    notes: [],
  },
  logTypes: 'All',
  isRetracked: false,
  trackedBefore: { flows: 0, events: 0, leftOut: new Map() },
  conversations: 1234,
  openConversations: 5,
  forgottenRecords: 0,
  maxRecords: 2_000_000,
  tookMs: 1530,
};

const printed = (more: Partial<LoadSummary>) => printLoadSummary({ ...SUMMARY, ...more });
const withFacts = (facts: Partial<LoadSummary['facts']>, more: Partial<LoadSummary> = {}) =>
  printed({ ...more, facts: { ...SUMMARY.facts, ...facts } });

describe('printLoadSummary', () => {
  test('says what there is', () => {
    expect(printed({})).toEqual([
      'tour: Six minutes of a small shop',
      'from tour.jsonl.gz',
      '12 345 flows from 2023-11-14T22:13:20.000Z to 2023-11-14T22:19:20.000Z, 42 endpoints',
      'log types All: 1 234 conversations, 5 of them open',
      'loaded in 1.5 s',
    ]);
  });

  test('names several files, and not a single one twice', () => {
    expect(printed({ name: 'a and 1 more', files: ['a', 'b'] })).toContain('from a, b');
    expect(printed({ name: 'a', files: ['a'] })).not.toContain('from a');
  });

  test('says what was tracked already', () => {
    const trackedBefore = { flows: 1000, events: 200, leftOut: new Map() };
    const lines = withFacts({ flows: 1000, events: 200 }, { trackedBefore });
    expect(lines).toContain('1 200 records were tracked already and are taken as they are');
    expect(lines[2]).toMatch(/^1 000 flows and 200 events from/);
  });

  test('says when tracked flows come without their events', () => {
    const trackedBefore = { flows: 1, events: 0, leftOut: new Map() };
    expect(printed({ trackedBefore })).toContain(
      'the tracked flows come without events, so there are no conversations of them: --retrack makes them',
    );
    expect(printed({ trackedBefore, logTypes: 'Flows' }).join()).not.toContain('--retrack');
  });

  test('says which types were left out, because they are not produced', () => {
    const trackedBefore = { flows: 3, events: 0, leftOut: new Map([['heartbeat', 7] as const]) };
    expect(printed({ trackedBefore, logTypes: 'Flows' })).toContain(
      '7 records of type heartbeat left out: log types are Flows',
    );
  });

  test('says what tracking anew drops', () => {
    expect(withFacts({ events: 200 }, { isRetracked: true })).toContain(
      '200 events dropped, flows tracked anew',
    );
  });

  test('lists what was left out, with its place and the reason', () => {
    const leftOut = [{ path: '/somewhere/a.json', unit: 'line' as const, line: 7, reason: 'not JSON' }];
    expect(withFacts({ leftOut, leftOutCount: 1, leftOutOf: { line: 1 } }).slice(-2)).toEqual([
      '1 broken line left out:',
      '  line 7: not JSON',
    ]);
    const many = { leftOut, leftOutCount: 31, leftOutOf: { line: 30, packet: 1 } };
    expect(withFacts(many, { files: ['a.json', 'b.json'] }).slice(-2)).toEqual([
      '30 broken lines and 1 broken packet left out, the first of them:',
      '  /somewhere/a.json:7: not JSON',
    ]);
  });

  test('counts packets where packets were read', () => {
    const leftOut = [{ path: 'a.pcap', unit: 'packet' as const, line: 1, reason: 'cut short' }];
    expect(withFacts({ leftOut, leftOutCount: 1, leftOutOf: { packet: 1 } }).slice(-2)).toEqual([
      '1 broken packet left out:',
      '  packet 1: cut short',
    ]);
  });

  test('says what came late, what was forgotten, and what else there is to know', () => {
    const notes = [
      { code: 'no-times' as const, path: 'a.db', text: 'no times' },
      { code: 'not-recognised' as const, text: 'read from a pipe' },
    ];
    const lines = withFacts({ late: 3, notes }, { forgottenRecords: 1 }).join('\n');
    expect(lines).toContain('3 records stood too late in the file');
    expect(lines).toContain('1 record forgotten again: no more than 2 000 000 are kept (--retain-records)');
    expect(lines).toContain('a.db: no times\nread from a pipe');
  });
});

describe('formatCount', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1 000'],
    [12_345_678, '12 345 678'],
  ])('of %i is %s', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});
