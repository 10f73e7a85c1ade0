import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { groupBy } from '#model/lib/group-by.ts';

import { HAS_TSHARK } from '../src/recording/testing/tshark-conversations.ts';
import { casePath, withOpened } from './opened.ts';
import type { Connection } from './zeek-connections.ts';
import { connectionsIn, connectionsOfZeek, SETTINGS_LIKE_ZEEK } from './zeek-connections.ts';
import { REMAINING } from './zeek-differences.ts';

const EXPECTED = connectionsOfZeek(readFileSync(casePath('zeek', 'expected.json'), 'utf8'));
const WHOLE_TIME = 'startTime=0&endTime=4000000000';

/** What Zeek and this project say differently of the connections between two ends, by the ends as Zeek names them. */
type Differences = Readonly<Record<string, readonly string[]>>;

async function differencesOf(file: string): Promise<Differences> {
  const ours = await withOpened(
    [casePath('zeek', file)],
    async ({ app }) => connectionsIn((await app.inject(`/api/loki/export?format=zeek&${WHOLE_TIME}`)).body),
    { collector: SETTINGS_LIKE_ZEEK },
  );
  const byEnds = groupBy(ours, endsOf);
  const theirs = groupBy(EXPECTED.get(file) ?? [], endsOf);
  return Object.fromEntries(
    [...new Set([...theirs.keys(), ...byEnds.keys()])].flatMap((ends) => {
      const [zeek = [], own = []] = [theirs.get(ends), byEnds.get(ends)];
      const different = compare(zeek, own);
      return different.length === 0 ? [] : [[namesOf([...zeek, ...own]), different] as const];
    }),
  );
}

/** The two ends in the order of their texts, whoever opened it. */
function endsOf({ proto, originator, responder }: Connection): string {
  return [proto, ...[originator, responder].sort()].join(' ');
}

function namesOf([first]: readonly Connection[]): string {
  return first === undefined ? '' : `${first.proto} ${first.originator} ${first.responder}`;
}

/**
 * Everything but times and states is compared as sums over the connections of the same ends: where they are cut
 * differently, nothing may be lost all the same.
 */
function compare(zeek: readonly Connection[], own: readonly Connection[]): readonly string[] {
  const [one, other] = [zeek[0], own[0]];
  if (one === undefined || other === undefined || zeek.length !== own.length) {
    return [
      `connections: ${zeek.length}, here ${own.length}`,
      ...(one === undefined || other === undefined ? [] : compareSums(zeek, own)),
    ];
  }
  return [
    ...compareSums(zeek, own),
    ...(Math.abs(one.durationS - other.durationS) < 0.001
      ? []
      : told('duration', one.durationS, other.durationS)),
    ...(other.state === undefined ? [] : told('state', one.state ?? '-', other.state)),
  ];
}

function compareSums(zeek: readonly Connection[], own: readonly Connection[]): readonly string[] {
  const openers = (connections: readonly Connection[]) =>
    [...new Set(connections.map(({ originator }) => originator))].join(' ');
  const sums = (connections: readonly Connection[], counter: 'packets' | 'ipBytes') => {
    const sum = (end: string | undefined) =>
      connections.reduce(
        (total, connection) =>
          total +
          (connection.originator === end ? connection[counter].originator : 0) +
          (connection.responder === end ? connection[counter].responder : 0),
        0,
      );
    return `${sum(zeek[0]?.originator)}/${sum(zeek[0]?.responder)}`;
  };
  return [
    ...told('opener', openers(zeek), openers(own)),
    ...told('packets', sums(zeek, 'packets'), sums(own, 'packets')),
    ...told('bytes', sums(zeek, 'ipBytes'), sums(own, 'ipBytes')),
  ];
}

function told(what: string, zeek: string | number, own: string | number): readonly string[] {
  return zeek === own ? [] : [`${what}: ${zeek}, here ${own}`];
}

describe.skipIf(!HAS_TSHARK)('captures of which Zeek says what is in them (need tshark)', () => {
  test.concurrent.each([...EXPECTED.keys()])(
    '%s holds the connections that Zeek sees, but for what is known',
    async (file) => {
      const known = Object.entries(REMAINING[file] ?? {});
      expect(await differencesOf(file)).toEqual(
        Object.fromEntries(known.map(([ends, { differences }]) => [ends, differences])),
      );
    },
  );

  test('no difference is told of a capture that is not here', () => {
    expect(Object.keys(REMAINING).filter((file) => !EXPECTED.has(file))).toEqual([]);
  });
});
