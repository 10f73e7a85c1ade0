import { describe, expect, test } from 'vitest';

import type { Filter } from '../filter/filter.ts';
import { all, any, eitherWay, EVERYTHING, match, not } from '../filter/filter.ts';
import { netObservBackend } from '../testing/netobserv-backend.ts';
import { isIndexed, isSamePlan, planRead, printPart } from './read-plan.ts';

const backend = netObservBackend();

const planOf = (filter: Filter) => planRead(filter, backend, () => true);
const partsOf = (filter: Filter) => planOf(filter).parts.map(printPart);

const src = (...namespaces: readonly string[]) => match('SrcK8S_Namespace', '=', ...namespaces);
const dst = (...namespaces: readonly string[]) => match('DstK8S_Namespace', '=', ...namespaces);
const port = (number: string) => match('DstPort', '=', number);
const srcPort = (number: string) => match('SrcPort', '=', number);
const unknown = match('nosuch', '=', 'x');

/** So many alternatives, of which each is a part of its own. */
const alternatives = (count: number) =>
  any(...Array.from({ length: count }, (_none, index) => all(port(`${index}`), srcPort(`${index + 1000}`))));

describe('planRead', () => {
  test.each<[string, Filter, readonly string[]]>([
    ['everything is one part without conditions', EVERYTHING, ['']],
    ['what cannot pass has no part', any(), []],
    ['an AND is one part', all(src('a'), port('80')), ['SrcK8S_Namespace="a"&DstPort=80']],
    ['what cannot be looked for is left out of an AND', all(src('a'), unknown), ['SrcK8S_Namespace="a"']],
    ['what cannot be looked for makes an OR everything', any(src('a'), unknown), ['']],
    ['an OR has a part for each', any(src('a'), dst('b')), ['SrcK8S_Namespace="a"', 'DstK8S_Namespace="b"']],
    ['an OR of one field is one part', any(src('a'), src('b')), ['SrcK8S_Namespace="a","b"']],
    [
      'parts within another one are none',
      any(src('a'), ...['1', '2', '3', '4', '5'].map((number) => all(src('a'), port(number)))),
      ['SrcK8S_Namespace="a"'],
    ],
    [
      'combinations within another one are none',
      all(any(src('a'), dst('b')), any(src('a'), port('80'))),
      ['SrcK8S_Namespace="a"', 'DstK8S_Namespace="b"&DstPort=80'],
    ],
    [
      'an AND of ORs has a part for each combination',
      all(any(src('a'), dst('b')), any(port('80'), srcPort('80'))),
      [
        'SrcK8S_Namespace="a"&DstPort=80',
        'SrcK8S_Namespace="a"&SrcPort=80',
        'DstK8S_Namespace="b"&DstPort=80',
        'DstK8S_Namespace="b"&SrcPort=80',
      ],
    ],
    [
      'an OR that would make too many parts is left out of an AND',
      all(src('a'), alternatives(5)),
      ['SrcK8S_Namespace="a"'],
    ],
    ['a negation of a label is asked for', not(src('a')), ['SrcK8S_Namespace!="a"']],
    ['a negation of anything else is not', not(port('80')), ['']],
    [
      'the opposite of an OR is an AND',
      not(any(src('a'), dst('b'))),
      ['SrcK8S_Namespace!="a"&DstK8S_Namespace!="b"'],
    ],
    [
      'the opposite of an AND is an OR',
      not(all(src('a'), dst('b'))),
      ['SrcK8S_Namespace!="a"', 'DstK8S_Namespace!="b"'],
    ],
    [
      'either way is a part for each way',
      eitherWay(all(src('a'), port('80'))),
      ['SrcK8S_Namespace="a"&DstPort=80', 'DstK8S_Namespace="a"&SrcPort=80'],
    ],
    [
      'the opposite of either way is neither',
      not(eitherWay(src('a'))),
      ['SrcK8S_Namespace!="a"&DstK8S_Namespace!="a"'],
    ],
  ])('%s', (_name, filter, parts) => {
    expect(partsOf(filter)).toEqual(parts);
  });

  test('asks for four alternatives, and of more than that for everything', () => {
    expect(partsOf(alternatives(4))).toHaveLength(4);
    expect(partsOf(alternatives(5))).toEqual(['']);
  });

  test('asks for nothing that it may not', () => {
    const filter = all(src('a'), port('80'));
    const plan = planRead(filter, backend, ({ field }) => field !== 'DstPort');
    expect(plan.parts.map(printPart)).toEqual(['SrcK8S_Namespace="a"']);
  });
});

test.each<[string, Filter, boolean]>([
  ['a label in each part', any(all(src('a'), port('80')), dst('b')), true],
  ['a part without a label', any(src('a'), port('80')), false],
  ['no condition', EVERYTHING, false],
  ['the type of record alone, which all of them have', match('_RecordType', '=', 'flowLog'), false],
])('a plan with %s', (_name, filter, expected) => {
  expect(isIndexed(planOf(filter))).toBe(expected);
});

test('plans are the same in whichever order their parts are', () => {
  expect(isSamePlan(planOf(any(src('a'), dst('b'))), planOf(any(dst('b'), src('a'))))).toBe(true);
  expect(isSamePlan(planOf(src('a')), planOf(dst('a')))).toBe(false);
  expect(isSamePlan(planOf(src('a')), planOf(EVERYTHING))).toBe(false);
});
