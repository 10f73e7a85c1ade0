import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

/** Fields that the streams of the tests have as labels. */
const LABELS = ['SrcK8S_Namespace', 'DstK8S_Namespace', 'FlowDirection', '_RecordType'];

/** One entry of a stream of Loki: the labels, and the line with the other fields. */
type Entry = {
  readonly labels: Readonly<Record<string, string>>;
  readonly ns: string;
  readonly line: string;
};

/** Flow logs as files of several formats, all of which hold the same. */
export const PRINTERS: Readonly<Record<string, (flows: readonly TrafficRecord[]) => string>> = {
  'one a line': (flows) => flows.map((flow) => `${JSON.stringify(flow)}\n`).join(''),
  'an array': (flows) => JSON.stringify(flows),
  'a pretty-printed array': (flows) => JSON.stringify(flows, undefined, 2),
  'the raw text of oc netobserv': (flows) => flows.map((flow) => `${JSON.stringify(flow)},\n`).join(''),
  'an answer of the backend': (flows) => JSON.stringify(answerOf(flows)),
  'an answer of Loki': (flows) => JSON.stringify({ status: 'success', data: answerOf(flows) }, undefined, 1),
  'logcli -o jsonl': (flows) =>
    entriesOf(flows)
      .map(({ labels, ns, line }) => `${JSON.stringify({ labels, line, timestamp: isoOf(ns) })}\n`)
      .join(''),
  logcli: (flows) =>
    entriesOf(flows)
      .map(({ labels, ns, line }) => `${isoOf(ns)} ${printLabels(labels)}   ${line}\n`)
      .join(''),
};

function answerOf(flows: readonly TrafficRecord[]) {
  const streams = new Map<string, { stream: object; values: (readonly [string, string])[] }>();
  for (const { labels, ns, line } of entriesOf(flows)) {
    const key = JSON.stringify(labels);
    const stream = streams.get(key) ?? { stream: labels, values: [] };
    stream.values.push([ns, line]);
    streams.set(key, stream);
  }
  return {
    resultType: 'streams',
    result: [...streams.values()],
    stats: { numQueries: 1, totalEntries: flows.length, limitReached: false },
    unixTimestamp: 0,
  };
}

function entriesOf(flows: readonly TrafficRecord[]): readonly Entry[] {
  return flows.map((flow) => {
    const isLabel = ([name]: readonly [string, unknown]) => LABELS.includes(name);
    const fields = Object.entries(flow);
    return {
      labels: Object.fromEntries(fields.filter(isLabel).map(([name]) => [name, textField(flow, name) ?? ''])),
      ns: `${textField(flow, 'TimeFlowEndMs') ?? ''}000000`,
      line: JSON.stringify(Object.fromEntries(fields.filter((field) => !isLabel(field)))),
    };
  });
}

function isoOf(ns: string): string {
  return new Date(Number(ns.slice(0, -6))).toISOString();
}

function printLabels(labels: Readonly<Record<string, string>>): string {
  const printed = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${printed.join(', ')}}`;
}
