import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { event, flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { PRINTERS } from '../testing/print-formats.ts';
import { readAll } from '../testing/read-content.ts';

const FLOWS = [1, 2, 3, 4].map((index) =>
  flow({ Bytes: index, TimeFlowEndMs: T0 + index * 1000, SrcK8S_Namespace: index % 2 === 0 ? 'a' : 'b' }),
);

describe('answers of Loki', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const print = (name: string, flows: readonly TrafficRecord[]) => PRINTERS[name]?.(flows) ?? '';
  const bytesOf = (records: readonly TrafficRecord[]) => records.map(({ Bytes }) => Bytes);
  const read = async (text: string) => {
    const { records, facts } = await readAll([await files.write(text)]);
    return { bytes: bytesOf(records), records, facts };
  };
  const answer = print('an answer of the backend', FLOWS);

  test('are sorted, whatever the order of their streams', async () => {
    expect((await read(print('an answer of Loki', [...FLOWS].reverse()))).bytes).toEqual([1, 2, 3, 4]);
  });

  test('merge labels, structured metadata and the line, which goes first', async () => {
    const entry = ['1700000005000000000', JSON.stringify(flow({ Bytes: 7 })), { Udns: 'x', Bytes: '8' }];
    const text = JSON.stringify({
      resultType: 'streams',
      result: [
        { stream: { app: 'netobserv-flowcollector', FlowDirection: '1', Bytes: '9' }, values: [entry] },
      ],
    });
    expect((await read(text)).records).toEqual([
      { ...flow({ Bytes: 7 }), app: 'netobserv-flowcollector', FlowDirection: 1, Udns: 'x' },
    ]);
  });

  test('hand on events of connection tracking as they are', async () => {
    const { records, facts } = await read(print('an answer of Loki', [event('newConnection'), flow()]));
    expect(records).toEqual([event('newConnection'), flow()]);
    expect(facts).toMatchObject({ events: 1, flows: 1 });
  });

  test('show what stands before the place where they were cut off, and tell of it', async () => {
    const { bytes, facts } = await read(answer.slice(0, answer.lastIndexOf('Bytes') - 20));
    expect(bytes).toHaveLength(3);
    expect(facts.leftOut).toMatchObject([{ line: 1, reason: 'entry 4: cut off: the answer ends' }]);
  });

  test('tell when they end between two entries', async () => {
    const end = answer.indexOf('"],["') + 2;
    const { bytes, facts } = await read(answer.slice(0, end));
    expect(bytes).toHaveLength(1);
    expect(facts.leftOut).toMatchObject([{ reason: 'cut off: the answer ends' }]);
  });

  test('go on behind garbage with the next entry', async () => {
    const at = answer.indexOf('"],["') + 3;
    const { bytes, facts } = await read(`${answer.slice(0, at)}#!%${answer.slice(at)}`);
    expect(bytes).toEqual([1, 2, 3, 4]);
    expect(facts.leftOut).toMatchObject([{ reason: 'after entry 1: not an answer of Loki' }]);
  });

  test('tell of entries that are no flow logs', async () => {
    const [good] = [JSON.stringify(flow())];
    const values = [
      ['1700000005000000000', 'level=info msg=hello'],
      ['1700000005000000000', '"text"'],
      ['1700000005000000000', '{"SrcAddr":"10.0.0.1"}'],
      ['1700000005000000000', 5],
      ['1700000005000000000', good],
    ];
    const { bytes, facts } = await read(
      JSON.stringify({ resultType: 'streams', result: [{ stream: {}, values }] }, undefined, 1),
    );
    expect(bytes).toEqual([100]);
    expect(facts.leftOutCount).toBe(4);
    expect(facts.leftOut.map(({ line }) => line)).toEqual([7, 11, 15, 19]);
    expect(facts.leftOut.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('entry 1: not JSON'),
      'not a JSON object',
      'no TimeFlowEndMs, TimeFlowEnd or TimeReceived',
      'entry 4: no line',
    ]);
  });

  test('with metrics hold no flows', async () => {
    const text = '{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1700000000,"1"]]}]}';
    await expect(read(text)).resolves.toMatchObject({
      bytes: [],
      facts: { leftOut: [{ line: 1, reason: 'an answer with metrics, not with flow logs' }] },
    });
  });
});

describe('lines of logcli', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const line = JSON.stringify(flow());

  test.each([
    ['nothing before the line', `2024-05-06T07:08:09Z ${line}`, {}],
    ['no labels', `2024-05-06T07:08:09+02:00 {} ${line}`, {}],
    [
      'labels with quotes and braces',
      `2024-05-06T07:08:09.123456789Z {app="x", SrcK8S_Namespace="a\\"}{"}      ${line}`,
      { app: 'x', SrcK8S_Namespace: 'a"}{' },
    ],
    [
      'labels that all lines share',
      `2024/05/06 07:08:09 Common labels: {app="x", FlowDirection="0"}\n2024-05-06T07:08:09Z {} ${line}`,
      { app: 'x', FlowDirection: 0 },
    ],
  ])('are read with %s', async (_name, text, labels) => {
    const { records, facts } = await readAll([await files.write(`${text}\n`)]);
    expect(records).toEqual([{ ...labels, ...flow() }]);
    expect(facts.leftOutCount).toBe(0);
  });

  test('that are broken are told, the others read', async () => {
    const json = JSON.stringify({ labels: { a: 'b' }, line, timestamp: '2024-05-06T07:08:09Z' });
    const text = [
      json,
      json.slice(0, 40),
      '2024-05-06T07:08:09Z {a="b"} hello',
      '2024-05-06T07:08:09Z {a="b"} {oops',
    ];
    const { records, facts } = await readAll([await files.write([...text, json].join('\n'))]);
    expect(records).toHaveLength(2);
    expect(facts.leftOut.map((one) => one.line)).toEqual([2, 3, 4]);
  });
});
