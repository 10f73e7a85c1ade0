import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RecordingFiles } from '../test/recording-files.ts';
import { BUNDLED_FLOWS, ConfigError, readOptions } from './config.ts';

describe('readOptions', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test('plays the bundled recording, live, on this machine alone', async () => {
    expect(await readOptions([])).toEqual({
      host: '127.0.0.1',
      port: 9001,
      flowsPath: BUNDLED_FLOWS,
      timeline: 'live',
      logLevel: 'warn',
    });
  });

  test('takes every option', async () => {
    const plugin = files.directory;
    await writeFile(join(plugin, 'plugin-manifest.json'), '{}');
    const args =
      '--flows f --timeline recorded --log-types Flows --port 0 --host ::1 --data d --log-level info --plugin';
    expect(await readOptions([...args.split(' '), plugin])).toEqual({
      host: '::1',
      port: 0,
      flowsPath: 'f',
      timeline: 'recorded',
      logTypes: 'Flows',
      dataDir: 'd',
      pluginDir: plugin,
      logLevel: 'info',
    });
  });

  test('takes log types and timings from a FlowCollector', async () => {
    const path = await files.write(`
apiVersion: flows.netobserv.io/v1beta2
kind: FlowCollector
spec: { processor: { logTypes: ENDED_CONVERSATIONS, advanced: { conversationEndTimeout: 20s } } }
`);
    expect(await readOptions(['--flowcollector', path])).toMatchObject({
      collector: { logTypes: 'EndedConversations', endTimeoutMs: 20_000, heartbeatMs: 30_000 },
    });
  });

  test('gives help when it is asked for', async () => {
    expect(await readOptions(['--help'])).toBe('help');
  });

  test.each([
    ['--port', '70000', /--port must be a number from 0 to 65535, not "70000"/],
    ['--port', 'x', /--port/],
    ['--timeline', 'slow', /--timeline must be one of live, recorded, not "slow"/],
    ['--log-types', 'all', /must be one of Flows, Conversations, EndedConversations, All, not "all"/],
    ['--flowcollector', '/nowhere', /--flowcollector: cannot read \/nowhere/],
    ['--plugin', '/nowhere', /--plugin \/nowhere holds no plugin-manifest.json: build the plugin first/],
    ['--nope', 'x', /nope/],
  ])('refuses %s %s in words', async (option, value, message) => {
    const reading = readOptions([option, value]);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(ConfigError);
  });

  test('names the key of a FlowCollector that is wrong', async () => {
    const path = await files.write(
      'apiVersion: flows.netobserv.io/v1beta2\nkind: FlowCollector\nspec: { processor: { logTypes: Everything } }\n',
    );
    await expect(readOptions(['--flowcollector', path])).rejects.toThrow(/spec\.processor\.logTypes.*All/);
  });
});
