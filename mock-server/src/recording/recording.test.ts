import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../test/flow-builder.ts';
import { RecordingFiles } from '../../test/recording-files.ts';
import type { Recording } from './recording.ts';
import { openRecording, surveyRecording } from './recording.ts';
import { Tally } from './tally.ts';

describe('openRecording', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const factsOf = async (content: string | Uint8Array) =>
    surveyRecording(await openRecording([await files.write(content)]));
  const flows = [flow({ Bytes: 1 }), flow({ Bytes: 2, TimeFlowEndMs: T0 + 9000, Odd: [1, 'é'] })];
  const lines = flows.map((one) => JSON.stringify(one));

  test.each<[string, () => string | Uint8Array]>([
    ['plain text', () => lines.join('\n')],
    ['gzip, whatever the file is called', () => gzipSync(lines.join('\n'))],
    ['with a byte order mark, empty lines and carriage returns', () => `\uFEFF${lines.join('\r\n\r\n')}\r\n`],
  ])('reads flows from %s', async (_name, content) => {
    const recording = await openRecording([await files.write(content())]);
    expect(await flowsOf(recording)).toEqual(flows);
    expect(await surveyRecording(recording)).toEqual({
      flows: 2,
      events: 0,
      span: { firstMs: T0 + 5000, lastMs: T0 + 9000 },
      traffic: { firstMs: T0, lastMs: T0 + 9000 },
      endpoints: 2,
      features: [],
      leftOutCount: 0,
      leftOutOf: {},
      leftOut: [],
      late: 0,
      notes: [],
    });
  });

  test('can be read again and again', async () => {
    const recording = await openRecording([await files.writeFlows(flows)]);
    expect(await flowsOf(recording)).toEqual(await flowsOf(recording));
  });

  test('leaves broken lines out and says which and why', async () => {
    const content = ['{"a":1}', lines[0], 'oops', '[1]', '{"TimeFlowEndMs":12}', lines[1], '"x"'].join('\n');
    const recording = await openRecording([await files.write(content)]);
    expect(await flowsOf(recording)).toEqual(flows);
    const { leftOut, leftOutCount } = await surveyRecording(recording);
    expect(leftOutCount).toBe(5);
    expect(leftOut.map(({ line }) => line)).toEqual([1, 3, 4, 5, 7]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      'no TimeFlowEndMs, TimeFlowEnd or TimeReceived',
      expect.stringContaining('not JSON'),
      'not a JSON object',
      'its time 12 is not a time of these days in s, ms, µs or ns',
      'not a JSON object',
    ]);
  });

  test('counts all broken lines and lists the first twenty', async () => {
    const { leftOut, leftOutCount } = await factsOf(`${'x\n'.repeat(50)}${lines.join('\n')}`);
    expect(leftOutCount).toBe(50);
    expect(leftOut.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('skips a line that is too long for memory and reads on', async () => {
    const long = `{"x":"${'y'.repeat(2 * 1024 * 1024)}"}`;
    const { flows: found, leftOut } = await factsOf([long, ...lines].join('\n'));
    expect(found).toBe(2);
    expect(leftOut).toMatchObject([{ line: 1, reason: 'longer than 1048576 bytes' }]);
  });

  test('reads what is there of a gzip file that was cut off', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => JSON.stringify(flow({ Bytes: index * 7919 })));
    const whole = gzipSync(many.join('\n'));
    const { flows: found, leftOut } = await factsOf(whole.subarray(0, whole.length / 2));
    expect(found).toBeGreaterThan(100);
    expect(found).toBeLessThan(5000);
    expect(leftOut.at(-1)?.reason).toContain('the file ends early');
  });

  test.each([
    ['an empty file', '', 'no-usable-flow', /is empty/],
    [
      'a file of broken lines',
      '{"a,b\n{"c"\n',
      'no-usable-flow',
      /no usable flow: 2 broken lines, the first is line 1: /,
    ],
    ['a file of other things', 'a,b,c\n1,2,3\n', 'unknown-format', /is of no known format/],
    ['bytes that are no text', Buffer.from('\x7fELF\0\0{}'), 'unknown-format', /is of no known format/],
  ])('refuses %s', async (_name, content, code, message) => {
    await expect(factsOf(content)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test.each(['/nowhere/at-all', '/'])('refuses a path that is no file: %s', async (path) => {
    const reading = async () => surveyRecording(await openRecording([path]));
    await expect(reading()).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('sees by the fields what the recorded cluster had switched on', async () => {
    const path = await files.writeFlows([flow({ DnsId: 1 }), flow({ TimeFlowRttNs: 1 })]);
    expect((await surveyRecording(await openRecording([path]))).features).toEqual(['dnsTracking', 'flowRTT']);
  });
});

async function flowsOf(recording: Recording): Promise<readonly TrafficRecord[]> {
  const flows: TrafficRecord[] = [];
  for await (const some of recording.read(new Tally())) {
    flows.push(...some);
  }
  return flows;
}
