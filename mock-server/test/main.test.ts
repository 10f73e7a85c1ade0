import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flow } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

describe('main', () => {
  let files: RecordingFiles;
  let flowsPath: string;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    flowsPath = await files.write(`oops\n${JSON.stringify(flow())}\n`);
  });
  afterAll(() => files.remove());

  function start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: 'pipe' });
  }

  async function run(...args: readonly string[]) {
    const child = start(...args);
    const [out, errors] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      once(child, 'close'),
    ]);
    return { out, errors, code: child.exitCode };
  }

  /** Starts a server, lets it be used once it listens, and stops it as Ctrl-C does. */
  async function serve(use: (url: string, printed: string) => Promise<void>): Promise<number | null> {
    const child = start('--port', '0', '--flows', flowsPath, '--timeline', 'recorded');
    let printed = '';
    const closed = once(child, 'close');
    try {
      for await (const chunk of child.stdout ?? []) {
        printed += String(chunk);
        const url = /^listening on (http:\S+)$/m.exec(printed)?.[1];
        if (url !== undefined) {
          await use(url, printed);
          child.kill('SIGINT');
        }
      }
    } finally {
      child.kill('SIGINT');
    }
    await closed;
    return child.exitCode;
  }

  test('says what it plays, what it left out, and where it listens; and stops when it is told to', async () => {
    const code = await serve(async (url, printed) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(printed).toContain('1 flow from');
      expect(printed).toContain('log types All: 1 conversation, 1 of them open');
      expect(printed).toContain('1 broken line left out');
      expect(printed).toContain('line 1: not JSON');
      const response = await fetch(`${url}/health`);
      expect(response.status).toBe(200);
    });
    expect(code).toBe(0);
  });

  test('answers what is no HTTP, and URLs without end, in JSON', async () => {
    await serve(async (url) => {
      const { port } = new URL(url);
      expect(await raw(Number(port), 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"code":"bad-request"\}$/s);
      const endless = `GET /?${'x'.repeat(262_200)} HTTP/1.1\r\nHost: x\r\n\r\n`;
      expect(await raw(Number(port), endless)).toMatch(/^HTTP\/1\.1 431 .*"code":"too-large"\}$/s);
    });
  });

  test('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await run('--port', String(port), '--flows', flowsPath);
    other.close();
    expect(code).toBe(1);
    expect(errors).toBe(`port ${port} is taken: choose another with --port, or --port 0 for any free one\n`);
  });

  test.each([
    [['--flows', '/nowhere.jsonl'], /^cannot read \/nowhere\.jsonl/],
    [['--flows', MAIN], /holds no usable flow: \d+ broken lines, the first is line 1/],
    [['--host', '203.0.113.1', '--port', '0'], /^cannot listen: .*203\.0\.113\.1/m],
    [['--data', MAIN], /^--data .*main\.ts cannot be used: /],
    [['--timeline', 'x'], /^--timeline must be one of live, recorded/],
  ])('explains why it cannot start with %j', async (args, message) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/^\s+at /m);
  });

  test('lists what is bundled', async () => {
    const { code, out } = await run('--recordings');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}tour +Six minutes of a small shop$/m);
  });

  test('plays several files and standard input as one recording', async () => {
    const other = await files.writeFlows([flow({ SrcPort: 2 })]);
    const child = start('--port', '0', '--flows', flowsPath, other, '-');
    child.stdin?.end(`${JSON.stringify(flow({ SrcPort: 3 }))}\n`);
    let printed = '';
    for await (const chunk of child.stdout ?? []) {
      printed += String(chunk);
      if (printed.includes('listening on')) {
        child.kill('SIGINT');
      }
    }
    expect(printed).toContain('3 flows from');
    expect(printed).toContain('3 conversations, 3 of them open');
    expect(printed).toContain('file-1:1: not JSON');
  });

  test('leaves no temporary files behind when it is stopped while it reads', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'main-'));
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', '--flows', '-'], {
      stdio: 'pipe',
      env: { ...process.env, TMPDIR: temporary },
    });
    const recordings = async () =>
      (await readdir(temporary)).filter((name) => name.startsWith('flow-recording-'));
    child.stdin.write(`${JSON.stringify(flow())}\n`);
    await expect.poll(recordings, { timeout: 20_000 }).toHaveLength(1);
    child.kill('SIGINT');
    await once(child, 'close');
    expect(await recordings()).toEqual([]);
    await rm(temporary, { recursive: true });
  });

  test('prints its options', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--flowcollector FILE');
  });
});

function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? Promise.resolve('') : text(stream);
}

async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  return text(socket);
}
