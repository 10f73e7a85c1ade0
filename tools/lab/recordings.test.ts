import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { RECORDINGS_DIRECTORY, readManifest, verifyRecording } from './manifest.ts';

const { recordings } = await readManifest(RECORDINGS_DIRECTORY);
const MAX_BYTES = 2 * 1024 * 1024;
const MIN_SPAN_MS = 5 * 60 * 1000;

describe.each(recordings)('the recording $name', (entry) => {
  test('is what its manifest says: checksum, counts, order, and everything that it promises to show', async () => {
    expect(await verifyRecording(RECORDINGS_DIRECTORY, entry)).toEqual([]);
  });

  test('is long and rich enough to look at, and small enough to bundle', async () => {
    const { size } = await stat(join(RECORDINGS_DIRECTORY, entry.file));
    expect(size).toBeLessThan(MAX_BYTES);
    expect(entry.span.lastMs - entry.span.firstMs).toBeGreaterThanOrEqual(MIN_SPAN_MS);
    expect(entry.flows).toBeGreaterThanOrEqual(2000);
    expect(entry.conversations).toBeGreaterThanOrEqual(300);
  });
});

test('the tour is there and promises a bit of everything', () => {
  const tour = recordings.find(({ name }) => name === 'tour');
  const kinds = new Set(tour?.shows.map(({ holds }) => holds.kind));
  expect([...kinds].sort()).toEqual(
    ['lasting', 'present', 'refused', 'resumed', 'reused', 'unanswered'].sort(),
  );
});
