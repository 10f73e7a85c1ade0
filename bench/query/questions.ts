import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { chanceAt } from '../../tools/generator/chance/random.ts';
import { inAddressBlock, newest, percentileOf, sumBy, topOf } from './naive-scan.ts';

/** One question, asked again and again with other parameters. */
export type Question = {
  readonly name: string;
  /** The p95 that is aimed at, in ms. */
  readonly aimMs: number;
  /** The request of the n-th run. */
  readonly path: (run: number) => string;
  /** The same by a look at each flow in an array. */
  readonly naive: (run: number) => unknown;
};

/** What questions are asked of: the flows, and conversations that the server made of them. */
export type Asked = {
  readonly flows: readonly TrafficRecord[];
  readonly conversations: readonly Conversation[];
  readonly fromMs: number;
  readonly toMs: number;
};

const SEED = 1;
const MINUTE = 60_000;
const ENDS = ['Src', 'Dst'] as const;
const BLOCKS = [16, 20, 24, 26, 28];

/** The questions whose speed is promised, on flows of the generator. */
export function questionsOf(asked: Asked): readonly Question[] {
  return [recordQuestions, listQuestions, metricQuestions, explainQuestions].flatMap((of) => of(asked));
}

function recordQuestions(asked: Asked): readonly Question[] {
  const { flows, conversations, toMs } = asked;
  const whole = wholeOf(asked);
  const lastFrom = toMs - 5 * MINUTE;
  return [
    {
      name: 'last 5 minutes, records by namespace',
      aimMs: 60,
      path: (run) =>
        records({
          startTime: seconds(lastFrom),
          endTime: seconds(toMs) + 1,
          namespace: namespaceOf(pick(flows, run)),
        }),
      naive: (run) => {
        const namespace = namespaceOf(pick(flows, run));
        return newest(
          flows,
          (flow) => endOf(flow) >= lastFrom && ENDS.some((end) => flow[`${end}K8S_Namespace`] === namespace),
        );
      },
    },
    {
      name: 'records by conversation id',
      aimMs: 10,
      path: (run) =>
        records({
          ...whole,
          recordType: 'flowLog',
          filters: filter(`_HashId="${pick(conversations, run).id}"`),
        }),
      naive: (run) => {
        const { latest } = pick(conversations, run);
        return newest(flows, (flow) => isSameConnection(flow, latest));
      },
    },
    {
      name: 'records by range of addresses, whole span',
      aimMs: 60,
      path: (run) =>
        records({
          ...whole,
          filters: filter(
            `SrcAddr=${blockOf(pick(flows, run), run)}|DstAddr=${blockOf(pick(flows, run), run)}`,
          ),
        }),
      naive: (run) => {
        const isIn = inAddressBlock(blockOf(pick(flows, run), run));
        return newest(flows, (flow) => ENDS.some((end) => isIn(textField(flow, `${end}Addr`))));
      },
    },
  ];
}

function listQuestions(asked: Asked): readonly Question[] {
  const { flows } = asked;
  const whole = wholeOf(asked);
  return [
    {
      name: 'conversations by bytes',
      aimMs: 60,
      path: (run) => `/api/conversations?${query({ ...whole, sort: '-bytes', limit: 50 + (run % 100) })}`,
      naive: () => topOf(sumBy(flows, connectionOf, bytesOf), 100),
    },
    {
      name: 'distinct names',
      aimMs: 60,
      path: (run) =>
        `/api/resources/names?${query(run % 2 === 0 ? {} : { namespace: namespaceOf(pick(flows, run)) })}`,
      naive: () => new Set(flows.flatMap((flow) => ENDS.map((end) => flow[`${end}K8S_Name`]))).size,
    },
  ];
}

function metricQuestions(asked: Asked): readonly Question[] {
  const { flows, toMs } = asked;
  const twoHours = { startTime: seconds(toMs - 120 * MINUTE), endTime: seconds(toMs) };
  return [
    {
      name: 'top 10 namespaces over 2 h',
      aimMs: 60,
      path: (run) =>
        `/api/flow/metrics?${query({
          ...twoHours,
          type: 'Bytes',
          function: 'rate',
          aggregateBy: 'namespace',
          limit: 10,
          step: '60s',
          rateInterval: `${String(1 + (run % 4))}m`,
        })}`,
      naive: () =>
        sumBy(
          flows.filter((flow) => endOf(flow) >= toMs - 120 * MINUTE),
          (flow) =>
            `${textField(flow, 'SrcK8S_Namespace') ?? ''} ${textField(flow, 'DstK8S_Namespace') ?? ''} ${String(Math.floor(endOf(flow) / MINUTE))}`,
          bytesOf,
        ),
    },
    {
      name: 'p99 of RTT by owner, 2 h',
      aimMs: 60,
      path: (run) =>
        `/api/flow/metrics?${query({
          ...twoHours,
          type: 'TimeFlowRttNs',
          function: 'p99',
          aggregateBy: 'owner',
          limit: 5 + (run % 10),
          step: '60s',
        })}`,
      naive: () =>
        percentileOf(
          flows.filter((flow) => endOf(flow) >= toMs - 120 * MINUTE),
          (flow) =>
            `${textField(flow, 'SrcK8S_OwnerName') ?? ''} ${textField(flow, 'DstK8S_OwnerName') ?? ''} ${String(Math.floor(endOf(flow) / MINUTE))}`,
          (flow) => numberField(flow, 'TimeFlowRttNs'),
        ),
    },
  ];
}

function explainQuestions(asked: Asked): readonly Question[] {
  const { flows, toMs } = asked;
  const whole = wholeOf(asked);
  const lastMinutes = flows.filter((flow) => endOf(flow) >= toMs - 5 * MINUTE);
  return [
    {
      name: 'explain, 5 conditions, last 5 minutes',
      aimMs: 60,
      path: (run) =>
        `/api/explain?${query({
          startTime: seconds(toMs - 5 * MINUTE),
          endTime: seconds(toMs) + 1,
          filters: filter(fiveConditions(pick(flows, run))),
        })}`,
      naive: (run) => naiveExplain(lastMinutes, pick(flows, run)),
    },
    {
      name: 'explain, 5 conditions, whole span',
      aimMs: 60,
      path: (run) => `/api/explain?${query({ ...whole, filters: filter(fiveConditions(pick(flows, run))) })}`,
      naive: (run) => naiveExplain(flows, pick(flows, run)),
    },
  ];
}

function wholeOf({ fromMs, toMs }: Asked) {
  return { startTime: seconds(fromMs), endTime: seconds(toMs) + 1 };
}

function namespaceOf(flow: TrafficRecord): string {
  return textField(flow, 'SrcK8S_Namespace') ?? 'shop';
}

function blockOf(flow: TrafficRecord, run: number): string {
  return `${textField(flow, 'SrcAddr') ?? '10.128.0.1'}/${String(pick(BLOCKS, run + 1))}`;
}

/** The n-th of a series of choices that is the same in each run of the benchmark. */
function pick<T>(from: readonly T[], run: number): T {
  const picked = from[Math.floor(chanceAt(SEED, run) * from.length)];
  if (picked === undefined) {
    throw new Error('There is nothing to choose from.');
  }
  return picked;
}

function fiveConditions(flow: TrafficRecord): string {
  return [
    `SrcK8S_Namespace="${textField(flow, 'SrcK8S_Namespace') ?? ''}"`,
    `DstPort=${String(numberField(flow, 'DstPort') ?? 443)}`,
    `Proto=${String(numberField(flow, 'Proto') ?? 6)}`,
    `SrcAddr=${textField(flow, 'SrcAddr') ?? '10.128.0.1'}/24`,
    'Bytes>=1000',
  ].join('&');
}

/** How many flows each condition lets through, and how many all of them but one. */
function naiveExplain(flows: readonly TrafficRecord[], like: TrafficRecord): readonly number[] {
  const isIn = inAddressBlock(`${textField(like, 'SrcAddr') ?? '10.128.0.1'}/24`);
  const conditions: ((flow: TrafficRecord) => boolean)[] = [
    (flow) => flow['SrcK8S_Namespace'] === like['SrcK8S_Namespace'],
    (flow) => flow['DstPort'] === like['DstPort'],
    (flow) => flow['Proto'] === like['Proto'],
    (flow) => isIn(textField(flow, 'SrcAddr')),
    (flow) => bytesOf(flow) >= 1000,
  ];
  return conditions.flatMap((condition) => [
    flows.filter(condition).length,
    flows.filter((flow) => conditions.every((other) => other === condition || other(flow))).length,
  ]);
}

function records(parameters: Readonly<Record<string, string | number>>): string {
  return `/api/loki/flow/records?${query({ limit: 100, ...parameters })}`;
}

function query(parameters: Readonly<Record<string, string | number>>): string {
  return new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

/** Filters are encoded twice: here once, and with the whole query again. */
function filter(text: string): string {
  return encodeURIComponent(text);
}

function isSameConnection(flow: TrafficRecord, like: TrafficRecord): boolean {
  return connectionOf(flow) === connectionOf(like);
}

function connectionOf(flow: TrafficRecord): string {
  const [a, b] = ENDS.map(
    (end) => `${textField(flow, `${end}Addr`) ?? ''} ${textField(flow, `${end}Port`) ?? ''}`,
  ).sort();
  return `${a ?? ''} ${b ?? ''} ${textField(flow, 'Proto') ?? ''}`;
}

function endOf(flow: TrafficRecord): number {
  return numberField(flow, 'TimeFlowEndMs') ?? 0;
}

function bytesOf(flow: TrafficRecord): number {
  return numberField(flow, 'Bytes') ?? 0;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
