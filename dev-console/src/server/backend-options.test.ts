import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { readBackendOptions } from './backend-options.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backend-options-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function tokenFile(text: string): string {
  const path = join(folder, 'token');
  writeFileSync(path, text);
  return path;
}

const ask = (url: string, file?: string, isAnyCertificateTaken = false) =>
  readBackendOptions({ url, tokenFile: file, isAnyCertificateTaken });

describe('readBackendOptions', () => {
  test('takes a URL, the token of a file, and any certificate behind a port-forward', () => {
    expect(ask('https://localhost:9001', tokenFile('sha256~a-b_c.d/e+f==\n'), true)).toEqual({
      backendUrl: 'https://localhost:9001',
      token: 'sha256~a-b_c.d/e+f==',
      isAnyCertificateTaken: true,
    });
  });

  test.each([
    ['ftp://localhost', '--backend is an http or https URL'],
    ['no url', '--backend is an http or https URL'],
  ])('refuses %s', (url, problem) => {
    expect(ask(url)).toEqual({ problem: expect.stringContaining(problem) as string });
  });

  test.each(['', 'two words', 'line\nbreak'])('refuses a file that holds %j for a token', (text) => {
    expect(ask('https://localhost', tokenFile(text))).toHaveProperty('problem');
  });

  test('refuses a file that is not there', () => {
    expect(ask('https://localhost', join(folder, 'none'))).toEqual({
      problem: expect.stringContaining('none') as string,
    });
  });

  test('takes any certificate of this machine only', () => {
    expect(ask('https://plugin.example.com', undefined, true)).toHaveProperty('problem');
    expect(ask('https://[::1]:9001', undefined, true)).toHaveProperty('backendUrl');
  });

  test('sends no token over http to other machines', () => {
    expect(ask('http://plugin.example.com', tokenFile('t'))).toHaveProperty('problem');
    expect(ask('http://127.0.0.1:9001', tokenFile('t'))).toHaveProperty('token', 't');
  });
});
