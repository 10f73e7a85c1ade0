import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';

import { fieldSpec } from '#model/fields/registry.ts';
import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import type { WholeStream } from './testing/flows-of.ts';
import { SMALL, streamOf } from './testing/flows-of.ts';

const number = (flow: Flow, field: string) => numberField(flow, field) ?? 0;
const text = (flow: Flow, field: string) => textField(flow, field) ?? '';

const ALWAYS = [
  'TimeFlowStartMs',
  'TimeFlowEndMs',
  'TimeReceived',
  'AgentIP',
  'Interfaces',
  'IfDirections',
  'Etype',
  'SrcMac',
  'DstMac',
  'SrcAddr',
  'DstAddr',
  'Proto',
  'Dscp',
  'Bytes',
  'Packets',
  'Sampling',
  'K8S_FlowLayer',
  'FlowDirection',
];

describe('generateFlows', () => {
  let stream: WholeStream;
  let flows: readonly Flow[];

  beforeAll(() => {
    stream = streamOf();
    flows = stream.flows;
  });

  test('gives the same bytes for the same options, to this day', () => {
    expect(streamOf().text).toBe(stream.text);
    expect(
      createHash('sha256')
        .update(streamOf({ flows: 5_000 }).text)
        .digest('hex'),
    ).toBe('30155b1e04fb6507cb27a55a5b4fa79e19f5608b4f0df2ed33e10ab324ae0e3e');
  });

  test.each([{ seed: 2 }, { namespaces: 21 }, { failures: 0.06 }, { ipv6: 0.21 }, { nodes: 4 }])(
    'gives other flows for %o',
    (change) => {
      expect(streamOf({ flows: 1_000, ...change }).text).not.toBe(streamOf({ flows: 1_000 }).text);
    },
  );

  test('begins when it is told to, and lasts about as long', () => {
    const { firstS, lastS } = stream.summary;
    expect(firstS).toBeGreaterThan(SMALL.startMs / 1_000);
    expect(firstS).toBeLessThan(SMALL.startMs / 1_000 + 5);
    expect((lastS - firstS) / 3_600 / SMALL.hours).toBeGreaterThan(0.6);
    expect((lastS - firstS) / 3_600 / SMALL.hours).toBeLessThan(1.6);
  });

  test('writes fields that are known, with values of their types', () => {
    const typesSeen = new Set(
      flows.flatMap((flow) => Object.entries(flow).map(([name, value]) => `${name}: ${typeOf(value)}`)),
    );
    const names = new Set(flows.flatMap((flow) => Object.keys(flow)));
    expect(typesSeen).toEqual(new Set([...names].map((name) => `${name}: ${typeInFlows(name)}`)));
  });

  test('writes what every flow log has', () => {
    for (const field of ALWAYS) {
      expect(flows.filter((flow) => flow[field] === undefined)).toEqual([]);
    }
    const lengths = (field: string) => flows.map((flow) => (flow[field] as readonly unknown[]).length);
    expect(lengths('Interfaces')).toEqual(lengths('IfDirections'));
  });

  test("has as many namespaces as it is told, the cluster's own among them", () => {
    const namespaces = new Set(flows.flatMap((flow) => [flow['SrcK8S_Namespace'], flow['DstK8S_Namespace']]));
    namespaces.delete(undefined);
    expect(namespaces.size).toBe(SMALL.namespaces);
    expect(namespaces).toContain('openshift-dns');
    expect(namespaces).toContain('openshift-monitoring');
  });

  test('has every protocol, both versions of IP, services, nodes and the outside', () => {
    const seen = new Set(
      flows.map(
        (flow) => `${text(flow, 'Proto')} ${text(flow, 'Etype')} ${text(flow, 'SrcK8S_Type') || 'outside'}`,
      ),
    );
    expect(seen).toEqual(
      new Set([
        ...['6', '17'].flatMap((protocol) =>
          ['2048', '34525'].flatMap((type) =>
            ['Pod', 'Service', 'Node', 'outside'].map((kind) => `${protocol} ${type} ${kind}`),
          ),
        ),
        '1 2048 Pod',
        '58 34525 Pod',
      ]),
    );
  });

  test('says on which side of the traffic the reporting node is', () => {
    const directionOf = (flow: Flow) => {
      const isAt = (host: unknown) => host === flow['AgentIP'];
      const isAtDestination = isAt(flow['DstK8S_HostIP']);
      return isAt(flow['SrcK8S_HostIP']) ? (isAtDestination ? 2 : 1) : isAtDestination ? 0 : undefined;
    };
    expect(flows.filter((flow) => flow['FlowDirection'] !== directionOf(flow))).toEqual([]);
  });

  test('fails in every way when connections fail, and in none when they do not', () => {
    const ways = (sample: readonly Flow[]) => ({
      refused: sample.some((flow) => flow['Flags'] === 0x400),
      reset: sample.some((flow) => number(flow, 'Flags') === 0x410),
      dropped: new Set(sample.flatMap((flow) => text(flow, 'PktDropLatestState') || [])).size,
      codes: new Set(sample.flatMap((flow) => text(flow, 'DnsFlagsResponseCode') || [])).size,
    });
    expect(ways(flows)).toEqual({ refused: true, reset: true, dropped: 3, codes: 3 });
    const { flows: healthy } = streamOf({ failures: 0 });
    expect(ways(healthy)).toEqual({ refused: false, reset: false, dropped: 0, codes: 1 });
    expect(healthy.some((flow) => flow['DnsFlagsResponseCode'] === 'NoError')).toBe(true);
  });

  test('has many short connections and few long ones', () => {
    const { connections } = streamOf({ hours: 0.5, flows: 100_000 }).summary;
    expect(100_000 / connections).toBeGreaterThan(8);
    expect(100_000 / connections).toBeLessThan(20);
  });

  test('has traffic of a heavy tail: a hundredth of the flow logs carries a fifth of all bytes', () => {
    const bytes = flows.map((flow) => number(flow, 'Bytes')).sort((a, b) => b - a);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(bytes.slice(0, bytes.length / 100)) / sum(bytes)).toBeGreaterThan(0.2);
    expect(sum(bytes)).toBe(stream.summary.bytes);
  });
});

function typeInFlows(name: string): string {
  return name === 'Flags' ? 'number' : (fieldSpec(name)?.type ?? 'unknown');
}

function typeOf(value: unknown): string {
  return Array.isArray(value)
    ? `${value.length === 0 ? '' : typeOf(value[0])}[]`
    : typeof value === 'string'
      ? 'text'
      : typeof value;
}
