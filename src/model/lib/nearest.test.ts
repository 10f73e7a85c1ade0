import { describe, expect, test } from 'vitest';

import { nearest } from './nearest.ts';

const IDS = ['src_port', 'src_name', 'port', 'protocol', 'namespace', 'id'];

describe('nearest', () => {
  test.each([
    ['src_prot', 'src_port'],
    ['prot', 'port'],
    ['protocl', 'protocol'],
    ['namespaces', 'namespace'],
    ['SRC_NAME', 'src_name'],
    ['ID', 'id'],
    ['di', 'id'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, IDS)).toBe(meant);
  });

  test.each(['', 'xyz', 'completely', 'p'])('knows nothing close to "%s"', (word) => {
    expect(nearest(word, IDS)).toBeUndefined();
  });

  test('finds nothing among nothing', () => {
    expect(nearest('port', [])).toBeUndefined();
  });
});
