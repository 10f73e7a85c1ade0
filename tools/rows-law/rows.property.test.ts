import '../../src/testing/page-globals.ts';

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';

import { streamOf } from '../generator/testing/flows-of.ts';
import { anyAsked } from './asked.ts';
import { expectRows } from './expect-rows.ts';
import { Truth } from './truth.ts';
import type { World, WorldOptions } from './world.ts';
import { createWorld } from './world.ts';

const RECORDINGS = join(import.meta.dirname, '../../mock-server/recordings');

const recorded = readdirSync(RECORDINGS)
  .filter((file) => file.endsWith('.jsonl.gz'))
  .map((file) => ({ name: file.replace('.jsonl.gz', ''), flows: { path: join(RECORDINGS, file) } }));
const generated = { name: 'generated', flows: { text: streamOf({ flows: 4_000, hours: 0.05 }).text } };
const sources = [...recorded, generated];

const NETOBSERV: readonly WorldOptions[] = [
  ...sources.map((source) => ({ ...source, like: 'netobserv' as const })),
  ...sources.map((source) => ({
    ...source,
    name: `${source.name}, a tracker on each node`,
    like: 'netobserv' as const,
    deployment: 'Direct' as const,
  })),
  { ...generated, name: 'generated, ends alone', like: 'netobserv', logTypes: 'EndedConversations' },
];
const OWN: readonly WorldOptions[] = [
  ...sources,
  ...[generated, ...recorded.filter(({ name }) => name === 'both-nodes')].map((source) => ({
    ...source,
    name: `${source.name}, a tracker on each node`,
    deployment: 'Direct' as const,
  })),
];

/** In all: five hundred of each backend in every run, more than ten thousand in a campaign. */
const runsOf = (worlds: readonly WorldOptions[]) =>
  Math.ceil((process.env['LAWS'] === 'long' ? 10_500 : 520) / worlds.length);

describe.each([
  ['NetObserv’s backend', NETOBSERV],
  ['our backend', OWN],
] as const)('on %s', (_name, worlds) => {
  describe.each(worlds)('with $name', (options) => {
    let world: World;
    beforeAll(async () => {
      world = await createWorld(options);
    });
    afterAll(() => world.close());

    test('the rows are those that the whole filter lets through, or the page says how far they go', async () => {
      const truth = new Truth(world);
      await fc.assert(
        fc.asyncProperty(anyAsked(world.records), (asked) => expectRows(asked, world, truth)),
        { numRuns: runsOf(worlds) },
      );
    });
  });
});
