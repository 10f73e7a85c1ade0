import { describe, expect, test } from 'vitest';

import { readCommand, USAGE, UsageError } from './command.ts';
import { NUMBER_OPTIONS } from './options.ts';

describe('readCommand', () => {
  test('makes a million flow logs in two hours and a half when nothing is said', () => {
    expect(readCommand([])).toMatchObject({
      options: { flows: 1_000_000, seed: 1, hours: 2.5, namespaces: 50, nodes: 6 },
      file: undefined,
      wantsSummary: false,
    });
  });

  test('takes every option', () => {
    const args =
      '--flows 10 --seed 2 --start 2026-02-03T04:05:06Z --hours 0.5 --nodes 4 --namespaces 9 --pods-per-namespace 3 --failures 0.5 --ipv6 1 --out f.gz --summary';
    expect(readCommand(args.split(' '))).toEqual({
      options: {
        flows: 10,
        seed: 2,
        startMs: Date.UTC(2026, 1, 3, 4, 5, 6),
        hours: 0.5,
        nodes: 4,
        namespaces: 9,
        podsPerNamespace: 3,
        failures: 0.5,
        ipv6: 1,
      },
      file: 'f.gz',
      wantsSummary: true,
    });
  });

  test.each([
    ['--flows 0', '--flows must be a whole number from 1 to 1000000000000, not "0"'],
    ['--flows 1.5', '--flows must be a whole number'],
    ['--flows many', 'not "many"'],
    ['--seed -1', "'--seed' argument is ambiguous"],
    ['--seed=-1', '--seed must be a whole number from 0'],
    ['--failures 1.1', '--failures must be a number from 0 to 1, not "1.1"'],
    ['--namespaces 7', '--namespaces must be a whole number from 8 to 2000'],
    ['--hours=', '--hours must be a number from 0.001 to 10000, not ""'],
    ['--start yesterday', '--start must be a time from 2000 to 2099'],
    ['--nodes 1 --namespaces 100', '--nodes must be 4 at least for 1200 pods, not 1'],
    ['--namespaces 2000 --pods-per-namespace 200', '--namespaces times --pods-per-namespace must be'],
    ['--out=', '--out must name a file'],
    ['--speed 1', "Unknown option '--speed'"],
    ['extra', 'Unexpected argument'],
  ])('refuses %s', (args, message) => {
    expect(() => readCommand(args.split(' '))).toThrow(UsageError);
    expect(() => readCommand(args.split(' '))).toThrow(message);
  });

  test('describes every option', () => {
    expect(readCommand(['--help'])).toBe('help');
    for (const name of [...Object.keys(NUMBER_OPTIONS), 'start', 'out', 'summary']) {
      expect(USAGE).toContain(`--${name} `);
    }
  });
});
