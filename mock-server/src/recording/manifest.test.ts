import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { nameInManifest } from './manifest.ts';

describe('nameInManifest', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manifest-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const nameOf = async (manifest: string) => {
    await writeFile(join(directory, 'manifest.json'), manifest);
    return nameInManifest(join(directory, 'x.jsonl.gz'));
  };

  test('is what the manifest says', async () => {
    expect(await nameOf('{"recordings":[{"name":"shop","file":"x.jsonl.gz","more":1}]}')).toBe('shop');
  });

  test.each([
    ['of another file', '{"recordings":[{"name":"shop","file":"y.jsonl.gz"}]}'],
    ['of another program', '{"name":"app","icons":[]}'],
    ['that is broken', '{'],
  ])('is the name of the file beside a manifest %s', async (_name, manifest) => {
    expect(await nameOf(manifest)).toBe('x.jsonl.gz');
  });

  test('is the name of the file where there is no manifest', async () => {
    expect(await nameInManifest(join(directory, 'x.jsonl.gz'))).toBe('x.jsonl.gz');
  });
});
