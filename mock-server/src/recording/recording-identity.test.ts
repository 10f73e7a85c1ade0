import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RecordingFiles } from '../../test/recording-files.ts';
import { identityOf } from './recording-identity.ts';

const LONG = 20 * 1024 * 1024;

describe('identityOf', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test('is that of the content, whatever the file is called', async () => {
    const one = await identityOf([await files.write('a')]);
    expect(one).toBe(await identityOf([await files.write('a')]));
    expect(one).not.toBe(await identityOf([await files.write('b')]));
  });

  test('tells several files and their order apart', async () => {
    const [a, b] = [await files.write('a'), await files.write('b')];
    const identities = await Promise.all(
      [[a], [b], [a, b], [b, a], [a, a]].map((paths) => identityOf(paths)),
    );
    expect(new Set(identities).size).toBe(5);
  });

  test.each([0, LONG - 1])('sees a change of a long file at byte %i', async (at) => {
    const content = Buffer.alloc(LONG);
    const before = await identityOf([await files.write(content)]);
    content[at] = 1;
    expect(await identityOf([await files.write(content)])).not.toBe(before);
  });

  test('sees that a long file has grown in the middle', async () => {
    const before = await identityOf([await files.write(Buffer.alloc(LONG))]);
    expect(await identityOf([await files.write(Buffer.alloc(LONG + 1))])).not.toBe(before);
  });

  test.each(['-', '/dev/null'])('is not there for %s, which cannot be read twice', async (path) => {
    expect(await identityOf([path])).toBeUndefined();
  });

  test('fails in words for a file that is not there', async () => {
    await expect(identityOf(['/nowhere'])).rejects.toThrow(/^cannot read \/nowhere: /);
  });
});
