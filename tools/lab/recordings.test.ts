import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { parseFilter } from '#model/filter/language/parse.ts';

import { RECORDINGS_DIRECTORY, readManifest, verifyRecording } from './manifest.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';

const { recordings } = await readManifest(RECORDINGS_DIRECTORY);
const tour = recordings.find(({ name }) => name === 'tour');
const KIB = 1024;
const MAX_BYTES = 512 * KIB;
const MAX_TOUR_BYTES = 2 * KIB * KIB;
const MIN_SPAN_MS = 50_000;
const MIN_TOUR_SPAN_MS = 5 * 60_000;

describe.each(recordings)('the recording $name', (entry) => {
  test('is what its manifest says: checksum, counts, order, and everything that it promises to show', async () => {
    expect(await verifyRecording(RECORDINGS_DIRECTORY, entry)).toEqual([]);
  });

  test('is told of in the words of its scenario', () => {
    const scenario = SCENARIOS.find(({ name }) => name === entry.name);
    expect(entry).toMatchObject({ title: scenario?.title, description: scenario?.description });
    expect(entry.shows.map(({ flows: _flows, span: _span, ...sight }) => sight)).toEqual(scenario?.sights);
  });

  test.each(entry.shows)('says what a person sees of $id', ({ onPage }) => {
    expect(parseFilter(onPage?.filter ?? '(')).toMatchObject({ ok: true });
    expect(onPage?.rows).toBeGreaterThan(0);
    expect(onPage?.panel.length).toBeGreaterThan(0);
  });

  test('is small enough to bundle, and long enough for a tick and an end', async () => {
    const { size } = await stat(join(RECORDINGS_DIRECTORY, entry.file));
    expect(size).toBeLessThan(entry === tour ? MAX_TOUR_BYTES : MAX_BYTES);
    expect(entry.span.lastMs - entry.span.firstMs).toBeGreaterThanOrEqual(MIN_SPAN_MS);
  });
});

test('every scenario has its recording', () => {
  expect(recordings.map(({ name }) => name).sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
});

test('the tour is long and rich enough to look at, and promises a bit of everything', () => {
  const { firstMs, lastMs } = tour?.span ?? { firstMs: 0, lastMs: 0 };
  expect(lastMs - firstMs).toBeGreaterThanOrEqual(MIN_TOUR_SPAN_MS);
  expect(tour?.flows).toBeGreaterThanOrEqual(2000);
  expect(tour?.conversations).toBeGreaterThanOrEqual(300);
  const kinds = new Set(tour?.shows.map(({ holds }) => holds.kind));
  expect([...kinds].sort()).toEqual(
    ['lasting', 'present', 'refused', 'resumed', 'reused', 'unanswered'].sort(),
  );
});
