import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { event, flow, T0 } from '../../test/flow-builder.ts';
import { RecordingFiles } from '../../test/recording-files.ts';
import { openRecording, surveyRecording } from './recording.ts';
import { Tally } from './tally.ts';
import { PRINTERS } from './testing/print-formats.ts';
import { readAll } from './testing/read-content.ts';

/** POSIX's program for named pipes. */
const MAKE_PIPE = 'mkfifo';

const flowsAt = (...seconds: readonly number[]) =>
  seconds.map((second) => flow({ TimeFlowEndMs: T0 + second * 1000, Bytes: second }));
const bytesOf = (records: readonly TrafficRecord[]) => records.map(({ Bytes }) => Bytes);
const print = (name: string, flows: readonly TrafficRecord[]) => PRINTERS[name]?.(flows) ?? '';

describe('openRecording', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test('merges files of any formats by arrival, and is named for the first', async () => {
    const paths = [
      await files.write(print('an answer of Loki', flowsAt(8, 5, 2))),
      await files.write(gzipSync(print('a pretty-printed array', flowsAt(1, 3, 9)))),
      await files.write(
        print('one a line', [...flowsAt(4), event('endConnection', { Bytes: 7, TimeFlowEndMs: T0 + 7000 })]),
      ),
    ];
    const { records, facts } = await readAll(paths);
    expect(bytesOf(records)).toEqual([1, 2, 3, 4, 5, 7, 8, 9]);
    expect(facts).toMatchObject({ flows: 7, events: 1, span: { firstMs: T0 + 1000, lastMs: T0 + 9000 } });
    expect((await openRecording(paths)).name).toMatch(/^file-\d+ and 2 more$/);
  });

  test('tells of which file something was left out', async () => {
    const paths = [
      await files.write('{"Bytes":1}\n{}\n'),
      await files.write(`[${JSON.stringify(flow())}, 5]`),
    ];
    const { leftOut } = (await readAll(paths)).facts;
    expect(leftOut.map(({ path, line }) => [path, line])).toEqual(
      expect.arrayContaining([
        [paths[0], 1],
        [paths[0], 2],
        [paths[1], 1],
      ]),
    );
  });

  test.each(Object.entries(PRINTERS))('reads standard input, %s, more than once', async (_name, printed) => {
    const stdin = Readable.from([gzipSync(printed(flowsAt(1, 2)))]);
    const recording = await openRecording(['-'], { stdin });
    expect(recording.name).toBe('standard input');
    expect((await surveyRecording(recording)).flows).toBe(2);
    expect((await surveyRecording(recording)).flows).toBe(2);
    await recording.close();
  });

  test('takes its temporary files away', async () => {
    const folder = join(files.directory, 'spools');
    mkdirSync(folder);
    vi.stubEnv('TMPDIR', folder);
    const recording = await openRecording(['-'], { stdin: Readable.from([print('one a line', flowsAt(1))]) });
    expect(readdirSync(folder)).toHaveLength(1);
    await recording.close();
    await recording.close();
    await expect(openRecording(['-'], { stdin: Readable.from(['nothing that is known']) })).rejects.toThrow(
      'standard input is of no known format',
    );
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
  });

  test('reads a pipe, which can be read only once', async () => {
    const path = join(files.directory, 'pipe');
    expect(spawnSync(MAKE_PIPE, [path]).status).toBe(0);
    const writing = createWriteStream(path);
    writing.end(print('one a line', flowsAt(1, 2)));
    const recording = await openRecording([path]);
    expect((await surveyRecording(recording)).flows).toBe(2);
    expect((await surveyRecording(recording)).flows).toBe(2);
    await recording.close();
  });

  test('refuses to read standard input twice', async () => {
    await expect(openRecording(['-', '-'])).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('stops reading when nobody reads on', async () => {
    const recording = await openRecording([
      await files.write(print('one a line', flowsAt(...Array.from({ length: 3000 }, (_, index) => index)))),
      await files.write(print('an array', flowsAt(1, 2, 3))),
    ]);
    for await (const records of recording.read(new Tally())) {
      expect(records).toHaveLength(500);
      break;
    }
  });
});
