import { execFile } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const COMMAND = join(import.meta.dirname, '../../tools/replay.mjs');

describe('npm run replay', () => {
  let files: RecordingFiles;
  let server: App;
  let url: string;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    const flowsPath = await files.writeFlows([flow(), flow({ TimeFlowEndMs: T0 + 205_000 })]);
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], logLevel: 'silent' },
      new FakeClock(T0 + 1e9),
    );
    url = await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.stop();
    await files.remove();
  });

  function run(...args: readonly string[]) {
    return new Promise<{ readonly code: number; readonly out: string; readonly errors: string }>(
      (resolve) => {
        const child = execFile(process.execPath, [COMMAND, ...args], (_error, out, errors) => {
          resolve({ code: child.exitCode ?? -1, out, errors });
        });
      },
    );
  }

  test.each([
    [['status'], /^playing at speed 1, 3:20 of 3:20, round 1, loop on; it is 2023-11-26T/],
    [['pause'], /^paused \(speed 1\), 3:20 of 3:20/],
    [['speed', '2.5'], /^paused \(speed 2.5\)/],
    [['jump', '2:30'], /^paused \(speed 2.5\), 2:30 of 3:20, round 2/],
    [['loop', 'off'], /loop off/],
    [['loop', 'on'], /loop on/],
    [['resume'], /^playing at speed 2.5, 2:30 of 3:20/],
  ])('does %j and says how it is then', async (args, out) => {
    expect(await run(...args, '--server', url)).toEqual({
      code: 0,
      out: expect.stringMatching(out) as string,
      errors: '',
    });
  });

  test.each([
    [['speed', '61'], /speed must be <= 60, not 61\.$/m],
    [['speed', 'fast'], /^speed is a number from 1 to 60, not "fast"$/m],
    [['jump', '9:99'], /^jump takes minutes and seconds of the recording, as in 2:30, not "9:99"$/m],
    [['jump', '4:00'], /positionMs must be <= 200000, where the recording ends, not 240000\.$/m],
    [['loop', 'maybe'], /^loop is on or off, not "maybe"$/m],
    [['dance'], /^There is no command "dance"\./],
    [['status', '--server', 'nowhere'], /^--server is a URL/],
    [
      ['status', '--server', 'http://127.0.0.1:1'],
      /^No server answers at http:\/\/127\.0\.0\.1:1: start one/,
    ],
  ])('refuses %j in words', async (args, errors) => {
    const result = await run(...(args.includes('--server') ? args : [...args, '--server', url]));
    expect(result).toEqual({ code: 1, out: '', errors: expect.stringMatching(errors) as string });
  });

  test('lists what it can do', async () => {
    expect((await run()).out).toContain('jump MM:SS');
  });
});
