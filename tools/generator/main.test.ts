import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runGenerator } from './main.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generator-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(...args: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = Promise.all([text(stdout), text(stderr)]);
  const code = await runGenerator(args, { stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { code, out, err };
}

describe('the generator as a command', () => {
  test('writes flow logs to standard output and nothing else', async () => {
    const { code, out, err } = await run('--flows', '1000');
    expect({ code, err, lines: out.split('\n').length - 1 }).toEqual({ code: 0, err: '', lines: 1_000 });
  });

  test('writes the same to a file, compressed or not', async () => {
    const { out } = await run('--flows', '500');
    const [plain, compressed] = [join(folder, 'flows.jsonl'), join(folder, 'flows.jsonl.gz')];
    expect(await run('--flows', '500', '--out', plain)).toEqual({ code: 0, out: '', err: '' });
    expect(await run('--flows', '500', '--out', compressed)).toEqual({ code: 0, out: '', err: '' });
    expect(await readFile(plain, 'utf8')).toBe(out);
    expect(gunzipSync(await readFile(compressed)).toString()).toBe(out);
  });

  test('says on standard error what it wrote, when asked', async () => {
    const { err } = await run('--flows', '1000', '--summary');
    expect(err).toMatch(/^flow logs: +1000, \d+ bytes each/);
    expect(err).toMatch(/connections: .*\nconversations: .*\ntraffic: .*\nspan: .*\nrate: /);
  });

  test('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
  });

  test.each(['--flows=0', '--speed=1'])('refuses %s in a sentence', async (arg) => {
    expect(await run(arg)).toMatchObject({ code: 2, out: '' });
  });

  test('says that a file cannot be written', async () => {
    const file = join(folder, 'missing', 'flows.jsonl');
    for (const name of [file, `${file}.gz`]) {
      const { code, err } = await run('--flows', '10', '--out', name);
      expect(code).toBe(1);
      expect(err).toContain(`${name}: cannot be written: ENOENT`);
    }
  });

  test('stops without a word when its reader has seen enough', async () => {
    const stderr = new PassThrough();
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    expect(await runGenerator(['--flows', '1000'], { stdout, stderr })).toBe(0);
    stderr.end();
    expect(await text(stderr)).toBe('');
  });
});
