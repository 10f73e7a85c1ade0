import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Scenario } from './conntrack/testing/scenarios.ts';
import { readScenarios } from './conntrack/testing/scenarios.ts';
import { runConntrackCli } from './conntrack-cli.ts';

const SCENARIOS = ['scenarios-named.jsonl', 'scenarios-random.jsonl'].flatMap(readScenarios);
const CLI = fileURLToPath(new URL('./conntrack-cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const CONFIG = {
  keyDefinition: {
    fieldGroups: [
      { name: 'src', fields: ['SrcAddr', 'SrcPort'] },
      { name: 'dst', fields: ['DstAddr', 'DstPort'] },
      { name: 'common', fields: ['Proto'] },
    ],
    hash: { fieldGroupRefs: ['common'], fieldGroupARef: 'src', fieldGroupBRef: 'dst' },
  },
  outputRecordTypes: ['newConnection', 'heartbeat', 'endConnection'],
  outputFields: [
    { name: 'Bytes', operation: 'sum' },
    { name: 'numFlowLogs', operation: 'count' },
  ],
  scheduling: [{ heartbeatInterval: '30s', endConnectionTimeout: '10s', terminatingTimeout: '5s' }],
};

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conntrack-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function fileWith(content: string): Promise<string> {
  files++;
  const file = join(folder, `file-${files}`);
  await writeFile(file, content);
  return file;
}

async function run(args: readonly string[], input: string) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = Promise.all([text(stdout), text(stderr)]);
  const code = await runConntrackCli(args, { stdin: Readable.from([input]), stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, errors] = await output;
  return { code, out, errors };
}

async function runWith(config: unknown, input: readonly unknown[], ...args: readonly string[]) {
  const configFile = await fileWith(JSON.stringify(config));
  const lines = input.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return run(['--config', configFile, ...args], lines.join('\n'));
}

function parseLines(out: string): readonly unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

function flow(atMs: number, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    SrcAddr: '10.0.0.1',
    SrcPort: 1234,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Bytes: 10,
    TimeFlowEndMs: atMs,
    ...fields,
  };
}

function typesOf(out: string): readonly unknown[] {
  return parseLines(out).map((record) => (record as Record<string, unknown>)['_RecordType']);
}

describe('conntrack --batches', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'writes what was recorded of %s',
    async (_name, { config, numbers, steps, expected, counters }) => {
      const countersFile = await fileWith('');

      const result = await runWith(
        config,
        steps,
        '--numbers',
        numbers,
        '--batches',
        '--counters',
        countersFile,
      );

      expect(result).toMatchObject({ code: 0, errors: '' });
      expect(parseLines(result.out)).toEqual(expected);
      expect(JSON.parse(await readFile(countersFile, 'utf8'))).toEqual(counters);
    },
  );

  test('does so as a process of its own', async () => {
    const scenario = SCENARIOS.find(({ name }) => name === 'random-11-0');
    const { code, out } = await spawnCli(scenario);

    expect(code).toBe(0);
    expect(parseLines(out)).toEqual(scenario?.expected);
  });

  test('names bad lines by number, does the rest and fails at the end', async () => {
    const input = [
      { at: 0, flows: [flow(0)] },
      'not json',
      '',
      [],
      { flows: [] },
      { at: 'noon', flows: [] },
      { at: 1, flows: {} },
      { at: 1, flows: [1] },
      { at: 11_000, flows: [] },
    ];
    const { code, out, errors } = await runWith(CONFIG, input, '--batches');

    expect(code).toBe(1);
    expect(parseLines(out)).toMatchObject([
      [{ _RecordType: 'newConnection' }],
      [{ _RecordType: 'endConnection' }],
    ]);
    expect(errors.replace(/(is no JSON:).*/, '$1')).toBe(
      [
        'line 2: is no JSON:',
        'line 4: must be a batch: {"at": MS, "flows": [...]}',
        'line 5: "at" must be a number of milliseconds',
        'line 6: "at" must be a number of milliseconds',
        'line 7: "flows" must be a list of flows, each a JSON object',
        'line 8: "flows" must be a list of flows, each a JSON object',
        '6 lines were left out',
        '',
      ].join('\n'),
    );
  });

  test('writes numbers that JSON does not have as text', async () => {
    const input = [{ at: 0, flows: [flow(0, { Bytes: '-inf' })] }];

    expect(parseLines((await runWith(CONFIG, input, '--batches')).out)).toMatchObject([
      [{ Bytes: '-Infinity' }],
    ]);
  });
});

describe('conntrack, one flow a line', () => {
  test('takes the time from the flows and runs on until every connection has ended', async () => {
    const input = [flow(0), flow(8_000), flow(16_000), flow(24_000), flow(32_000), flow(40_000)];
    const { code, out } = await runWith(CONFIG, input);

    expect(code).toBe(0);
    expect(parseLines(out)).toMatchObject([
      { _RecordType: 'newConnection', Bytes: 10, numFlowLogs: 1 },
      { _RecordType: 'heartbeat', Bytes: 50, numFlowLogs: 5 },
      { _RecordType: 'endConnection', Bytes: 60, numFlowLogs: 6 },
    ]);
  });

  test('ends connections in gaps of the input', async () => {
    const { out } = await runWith(CONFIG, [flow(0), flow(3_600_000)]);

    expect(typesOf(out)).toEqual(['newConnection', 'endConnection', 'newConnection', 'endConnection']);
  });

  test('prefers the time a flow was received, in seconds', async () => {
    const input = [flow(0, { TimeReceived: 1_000 }), flow(0, { TimeReceived: 2_000 })];

    expect(typesOf((await runWith(CONFIG, input)).out)).toHaveLength(4);
  });

  test('leaves out what is no flow or has no time', async () => {
    const { code, errors } = await runWith(CONFIG, [[], flow(0), { SrcAddr: '10.0.0.1' }]);

    expect(code).toBe(1);
    expect(errors).toBe(
      'line 1: must be a flow: a JSON object\n' +
        'line 3: has no time: TimeReceived (seconds) or TimeFlowEndMs must be a number\n' +
        '2 lines were left out\n',
    );
  });

  test('writes nothing for no input', async () => {
    expect(await runWith(CONFIG, [])).toEqual({ code: 0, out: '', errors: '' });
  });
});

describe('conntrack arguments', () => {
  test('prints its usage on request', async () => {
    expect(await run(['--help'], '')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Usage:') as string,
    });
  });

  test.each([
    ['no configuration', [], '--config FILE is missing'],
    ['an unknown option', ['--speed', '3'], "Unknown option '--speed'"],
    [
      'another kind of numbers',
      ['--numbers', 'decimal'],
      '--numbers must be one of uint, int, float, not "decimal"',
    ],
    [
      'a file that is not there',
      ['--config', '/nowhere/config.json'],
      '/nowhere/config.json: cannot be read: ',
    ],
  ])('refuses %s', async (_what, args, message) => {
    const { code, out, errors } = await run(args, '');

    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(message);
  });

  test('refuses a configuration, naming file and key', async () => {
    const { code, errors } = await runWith({ ...CONFIG, outputRecordTypes: ['tick'] }, []);

    expect(code).toBe(2);
    expect(errors).toMatch(
      /file-\d+: outputRecordTypes\[0\]: ConnectionTrack config is invalid: undefined output record type "tick"\n$/,
    );
  });

  test('refuses a configuration that is no JSON', async () => {
    const { code, errors } = await run(['--config', await fileWith('{')], '');

    expect(code).toBe(2);
    expect(errors).toContain(': is no JSON: ');
  });

  test('says so when the counters cannot be written', async () => {
    const { code, errors } = await runWith(CONFIG, [], '--counters', '/nowhere/counters.json');

    expect(code).toBe(2);
    expect(errors).toContain('/nowhere/counters.json: cannot be written: ');
  });

  test('passes on the options beyond the reference', async () => {
    const config = { ...CONFIG, outputRecordTypes: ['flowLog', 'endConnection', 'newConnection'] };
    const input = [
      { at: 0, flows: [flow(0), flow(0, { Proto: 1 })] },
      { at: 60_000, flows: [flow(60_000)] },
    ];
    const { out } = await runWith(config, input, '--batches', '--pass-untracked', '--expire-before-applying');

    expect(parseLines(out)).toMatchObject([
      [{ _RecordType: 'newConnection' }, { _RecordType: 'flowLog' }, { _RecordType: 'flowLog', Proto: 1 }],
      [{ _RecordType: 'endConnection' }, { _RecordType: 'newConnection' }, { _RecordType: 'flowLog' }],
    ]);
  });
});

async function spawnCli(scenario: Scenario | undefined) {
  const configFile = await fileWith(JSON.stringify(scenario?.config));
  const args = ['--import', 'tsx', CLI, '--config', configFile, '--numbers', 'uint', '--batches'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(scenario?.steps.map((step) => JSON.stringify(step)).join('\n'));
  const out = await text(child.stdout);
  return { code: await ended, out };
}
