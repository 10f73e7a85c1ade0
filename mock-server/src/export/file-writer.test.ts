import { describe, expect, test } from 'vitest';

import type { FileWriter } from './file-writer.ts';
import { writtenFile } from './file-writer.ts';

const LETTERS: FileWriter<string> = {
  head: () => '<',
  items: (items) => items.join(''),
  end: ({ count, isTruncated }) => `>${count}${isTruncated ? '+' : ''}`,
};

async function* steps(...all: readonly (string | Error)[]): AsyncGenerator<readonly string[]> {
  for (const step of all) {
    if (step instanceof Error) {
      throw step;
    }
    yield await Promise.resolve(Array.from(step));
  }
}

async function pieces(text: AsyncIterable<string>, into: string[] = []): Promise<readonly string[]> {
  for await (const piece of text) {
    into.push(piece);
  }
  return into;
}

describe('writtenFile', () => {
  test.each<[string, readonly string[], number | undefined, string]>([
    ['all that there is', ['ab', '', 'c'], undefined, '<abc>3'],
    ['nothing', [], undefined, '<>0'],
    ['as many as the limit', ['ab', 'c'], 3, '<abc>3'],
    ['no more than the limit', ['ab', 'cd'], 3, '<abc>3+'],
    ['no more than the limit that a step ends at', ['ab', 'c'], 2, '<ab>2+'],
  ])('writes %s', async (_name, all, limit, text) => {
    expect((await pieces(writtenFile(LETTERS, steps(...all), limit))).join('')).toBe(text);
  });

  test('cuts long steps into pieces', async () => {
    const text = await pieces(writtenFile(LETTERS, steps('a'.repeat(1200))));
    expect(text.map(({ length }) => length)).toEqual([501, 500, 200, 5]);
  });

  test('writes no end when a step fails', async () => {
    const text: string[] = [];
    await expect(pieces(writtenFile(LETTERS, steps('ab', new Error('broken'))), text)).rejects.toThrow(
      'broken',
    );
    expect(text).toEqual(['<ab']);
  });

  test('leaves the steps when nobody wants more', async () => {
    let isLeft = false;
    async function* endless(): AsyncGenerator<readonly string[]> {
      try {
        for (;;) {
          yield await Promise.resolve(['a']);
        }
      } finally {
        isLeft = true;
      }
    }
    await pieces(writtenFile(LETTERS, endless(), 3));
    expect(isLeft).toBe(true);
  });
});
