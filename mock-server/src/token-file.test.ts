import { chmod } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RecordingFiles } from '../test/recording-files.ts';
import { ConfigError } from './config-error.ts';
import { readTokenFile } from './token-file.ts';

const SECRET = 'secret-0123456789abcdef';

describe('readTokenFile', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function read(content: string, mode = 0o600) {
    const path = await files.write(content);
    await chmod(path, mode);
    return readTokenFile(path);
  }

  test('reads who may ask, and for which namespaces', async () => {
    const { tokens, warnings } = await read(
      `tokens:\n  - { name: admin, token: ${SECRET} }\n  - name: shop\n    token: ${SECRET}2\n    namespaces: [shop, db-1]\n`,
    );
    expect(tokens).toEqual([
      { name: 'admin', token: SECRET },
      { name: 'shop', token: `${SECRET}2`, namespaces: ['shop', 'db-1'] },
    ]);
    expect(warnings).toEqual([]);
  });

  test('warns when others can read it', async () => {
    const { warnings } = await read(`tokens: [{ name: a, token: ${SECRET} }]`, 0o640);
    expect(warnings).toEqual([
      expect.stringMatching(/can be read by other users of this machine: chmod 600/),
    ]);
  });

  test.each([
    ['', /the file must be object/],
    ['tokens: []', /tokens must not have fewer than 1 items/],
    ['tokens: [{ name: a, token: short }]', /tokens\[0\]\.token must not have fewer than 16 characters/],
    [`tokens: [{ name: a, token: "${SECRET} x" }]`, /tokens\[0\]\.token must match pattern/],
    [`tokens: [{ token: ${SECRET} }]`, /tokens\[0\] must have required properties name/],
    [`tokens: [{ name: a, token: ${SECRET}, namespace: x }]`, /tokens\[0\]\.namespace is not known/],
    [
      `tokens: [{ name: a, token: ${SECRET}, namespaces: [] }]`,
      /tokens\[0\]\.namespaces must not have fewer/,
    ],
    [
      `tokens: [{ name: a, token: ${SECRET}, namespaces: ["sh*"] }]`,
      /tokens\[0\]\.namespaces\[0\] must match/,
    ],
    [
      `tokens: [{ name: a, token: ${SECRET} }, { name: a, token: ${SECRET}2 }]`,
      /tokens\[1\]\.name: the name is taken/,
    ],
    [
      `tokens: [{ name: a, token: ${SECRET} }, { name: b, token: ${SECRET} }]`,
      /tokens\[1\]\.token: the token is taken/,
    ],
    [`tokens: [{ name: a, token: ${SECRET}`, /is no YAML/],
  ])('refuses %j, and does not repeat the token', async (content, message) => {
    const error: unknown = await read(content).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(message);
    expect((error as ConfigError).message).not.toContain(SECRET);
  });

  test('says that it cannot read what is not there', async () => {
    await expect(readTokenFile('/nowhere')).rejects.toThrow(/^--token-file: cannot read \/nowhere$/);
  });
});
