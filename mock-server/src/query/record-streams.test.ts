import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EVENT_TYPES } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import { event, flow, T0 } from '../../test/flow-builder.ts';
import { recordStreams } from './record-streams.ts';

const LABELS = ['SrcK8S_Namespace', 'SrcK8S_OwnerName', 'FlowDirection', '_RecordType'];

describe('recordStreams', () => {
  test('puts records with the same labels together and leaves the labels out of the lines', () => {
    const shop = { SrcK8S_Namespace: 'shop', FlowDirection: 0 };
    const streams = recordStreams(
      [flow({ ...shop, Bytes: 1 }), flow({ Bytes: 2 }), flow({ ...shop, Bytes: 3 })],
      LABELS,
    );
    expect(streams).toEqual([
      {
        stream: { SrcK8S_Namespace: 'shop', FlowDirection: '0' },
        values: [
          [`${T0 + 5000}000000`, JSON.stringify(flow({ Bytes: 1 }))],
          [`${T0 + 5000}000000`, JSON.stringify(flow({ Bytes: 3 }))],
        ],
      },
      { stream: {}, values: [[`${T0 + 5000}000000`, JSON.stringify(flow({ Bytes: 2 }))]] },
    ]);
  });

  test('tells an event from another of its instant by the line alone, and its type as a label, too', () => {
    const streams = recordStreams([event('heartbeat'), event('endConnection')], LABELS);
    expect(streams.map(({ stream }) => stream)).toEqual([
      { _RecordType: 'heartbeat' },
      { _RecordType: 'endConnection' },
    ]);
    const lines = streams.flatMap(({ values }) => values.map(([, line]) => line));
    expect(lines).toEqual([event('heartbeat'), event('endConnection')].map((one) => JSON.stringify(one)));
  });

  test('gives events of different types different lines, whatever else they hold', () => {
    const anyType = fc.constantFrom(...EVENT_TYPES);
    fc.assert(
      fc.property(anyRecord, anyType, anyType, (record, one, other) => {
        const lines = recordStreams(
          [one, other].map((_RecordType) => ({ ...record, _RecordType })),
          LABELS,
        ).flatMap(({ values }) => values.map(([, line]) => line));
        expect(new Set(lines).size).toBe(one === other ? 1 : 2);
      }),
    );
  });

  test('leaves no record and no field out, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        const streams = recordStreams(records, LABELS);
        const back = streams.flatMap(({ stream, values }) =>
          values.map(([, line]) => asText({ ...stream, ...(JSON.parse(line) as TrafficRecord) })),
        );
        expect(back.sort()).toEqual(records.map(asText).sort());
      }),
    );
  });

  test.each([
    [{ TimeFlowEndMs: T0 + 0.5 }, `${T0}500000`],
    [{ TimeFlowEndMs: undefined }, '0'],
    [{ TimeFlowEndMs: -5 }, '0'],
  ])('tells the end of %j in nanoseconds', (fields, nanoseconds) => {
    expect(recordStreams([flow(fields)], LABELS)[0]?.values[0]?.[0]).toBe(nanoseconds);
  });
});

/** A record with its labels as text, which they are on the way. */
function asText(record: TrafficRecord): string {
  const isLabel = (field: string) => LABELS.includes(field);
  return JSON.stringify(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, isLabel(field) && typeof value !== 'object' ? String(value) : value])
      .sort(),
  );
}
