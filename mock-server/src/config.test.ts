import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RecordingFiles } from '../test/recording-files.ts';
import { bundledRecordings } from './bundled-recordings.ts';
import { ConfigError } from './config-error.ts';
import { readCommand, SERVER_DEFAULTS } from './config.ts';

const TOUR = bundledRecordings().find(({ name }) => name === 'tour');

describe('readCommand', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function optionsOf(args: string, ...more: readonly string[]) {
    const command = await readCommand([...args.split(' ').filter(Boolean), ...more]);
    return command.kind === 'serve' ? command.options : command.text;
  }

  test('plays the bundled tour, live, on this machine alone', async () => {
    expect(await optionsOf('')).toEqual({
      ...SERVER_DEFAULTS,
      flowsPaths: [TOUR?.path],
      title: TOUR?.title,
      timeline: 'live',
    });
  });

  test('takes every option', async () => {
    const plugin = files.directory;
    await writeFile(join(plugin, 'plugin-manifest.json'), '{}');
    const args =
      '--flows f --timeline live --log-types Flows --port 0 --host ::1 --data d --log-level info --retrack ' +
      '--speed 2.5 --paused --start-at 2:30 --no-loop --retain 90m --retain-records 50000 --plugin';
    expect(await optionsOf(args, plugin)).toEqual({
      host: '::1',
      port: 0,
      flowsPaths: ['f'],
      timeline: 'live',
      replay: { speed: 2.5, isPaused: true, isLooping: false, startAtMs: 150_000 },
      retention: { maxAgeMs: 5_400_000, maxRecords: 50_000 },
      isRetracked: true,
      logTypes: 'Flows',
      dataDir: 'd',
      pluginDir: plugin,
      logLevel: 'info',
    });
  });

  test('answers like NetObserv where that is asked for, as it goes with the other options', async () => {
    expect(await optionsOf('--like netobserv --timeline recorded --log-types Flows')).toMatchObject({
      like: 'netobserv',
      timeline: 'recorded',
      logTypes: 'Flows',
    });
    expect(await optionsOf('')).not.toHaveProperty('like');
    expect(await optionsOf('--help')).toContain('--like netobserv');
  });

  test('tracks on each node where that is asked for', async () => {
    expect(await optionsOf('--deployment-model Direct')).toMatchObject({ deployment: 'Direct' });
    expect(await optionsOf('')).not.toHaveProperty('deployment');
  });

  test.each([
    ['--deployment-model direct', '--deployment-model must be one of Direct, Kafka, Service, not "direct"'],
    ['--like loki', '--like must be one of netobserv, not "loki"'],
    ['--like netobserv --data d', '--like netobserv keeps everything in memory: it goes without --data'],
  ])('refuses %s', async (args, message) => {
    await expect(optionsOf(args)).rejects.toThrow(new ConfigError(message));
  });

  test.each([
    ['--flows a', ['a']],
    ['--flows a b.pcap -', ['a', 'b.pcap', '-']],
    ['--flows a --port 0 --flows b c', ['a', 'b', 'c']],
    ['--flows -', ['-']],
  ])('plays files of one’s own at their own times, all of their records: %s', async (args, flowsPaths) => {
    expect(await optionsOf(args)).toMatchObject({
      flowsPaths,
      timeline: 'recorded',
      retention: { maxRecords: 2_000_000 },
    });
    expect(await optionsOf(args)).not.toHaveProperty('retention.maxAgeMs');
  });

  test('plays a bundled recording by its name', async () => {
    expect(await optionsOf('--recording tour --timeline recorded')).toMatchObject({
      flowsPaths: [TOUR?.path],
      timeline: 'recorded',
    });
  });

  test('lists the bundled recordings', async () => {
    expect(await optionsOf('--recordings')).toMatch(/^ {2}tour +Six minutes of a small shop$/m);
  });

  test('takes log types and timings from a FlowCollector', async () => {
    const path = await files.write(`
apiVersion: flows.netobserv.io/v1beta2
kind: FlowCollector
spec: { processor: { logTypes: ENDED_CONVERSATIONS, advanced: { conversationEndTimeout: 20s } } }
`);
    expect(await optionsOf('--flowcollector', path)).toMatchObject({
      collector: { logTypes: 'EndedConversations', endTimeoutMs: 20_000, heartbeatMs: 30_000 },
    });
  });

  test('gives help when it is asked for', async () => {
    expect(await optionsOf('--help')).toContain('--flowcollector FILE');
  });

  test.each([
    ['--port 70000', /--port must be a number from 0 to 65535, not "70000"/],
    ['--port x', /--port/],
    ['--timeline slow', /--timeline must be one of live, recorded, not "slow"/],
    ['--log-types all', /must be one of Flows, Conversations, EndedConversations, All, not "all"/],
    ['--flowcollector /nowhere', /--flowcollector: cannot read \/nowhere/],
    ['--plugin /nowhere', /--plugin \/nowhere holds no plugin-manifest.json: build the plugin first/],
    ['--nope x', /nope/],
    ['a.jsonl', /unexpected "a.jsonl": files stand after --flows/],
    ['--flows a --recording tour', /--flows and --recording cannot both be given/],
    ['--recording tuor', /--recording must be one of these, not "tuor":\n {2}tour +Six minutes/],
    ['--speed 0', /--speed must be a number from 1 to 60, not "0"/],
    ['--speed 61', /--speed must be a number from 1 to 60/],
    ['--speed fast', /--speed must be a number from 1 to 60, not "fast"/],
    ['--start-at 90', /--start-at must be minutes and seconds of the recording, as in 2:30, not "90"/],
    ['--start-at 1:60', /--start-at must be/],
    ['--retain 24', /--retain must be a duration of 1m or more, as in 24h or 90m, not "24"/],
    ['--retain 5s', /--retain must be a duration of 1m or more/],
    ['--retain-records 1e6', /--retain-records must be a number from 1000, not "1e6"/],
    ['--retain-records 5', /--retain-records must be a number from 1000/],
    ['--flows a --speed 2', /--speed needs --timeline live/],
    ['--flows a --paused', /--paused needs --timeline live/],
    ['--flows a --start-at 0:10', /--start-at needs --timeline live/],
    ['--flows a --no-loop', /--no-loop needs --timeline live/],
    ['--token-file /nowhere', /--token-file: cannot read \/nowhere/],
    ['--tls-cert a', /--tls-cert and --tls-key belong together/],
    ['--tls-key a', /--tls-cert and --tls-key belong together/],
    ['--tls-cert /nowhere --tls-key /nowhere', /--tls-cert: cannot read \/nowhere/],
    [
      '--tls-cert package.json --tls-key package.json',
      /--tls-cert package.json and --tls-key package.json cannot/,
    ],
    ['--flows a --retain 24h', /--retain needs --timeline live/],
  ])('refuses %s in words', async (args, message) => {
    const reading = readCommand(args.split(' '));
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(ConfigError);
  });

  test('names the key of a FlowCollector that is wrong', async () => {
    const path = await files.write(
      'apiVersion: flows.netobserv.io/v1beta2\nkind: FlowCollector\nspec: { processor: { logTypes: Everything } }\n',
    );
    await expect(optionsOf('--flowcollector', path)).rejects.toThrow(/spec\.processor\.logTypes.*All/);
  });
});
