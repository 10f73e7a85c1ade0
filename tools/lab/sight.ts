import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import type { DetailLaw } from './detail-law.ts';
import { detailBreach } from './detail-law.ts';

/** What a recording promises to show: the flow logs to look at, and what must hold of them. */
export type Sight = {
  /** Stable name, for tests and links. */
  readonly id: string;
  readonly title: string;
  /** What to look at and what it means, for a person. */
  readonly text: string;
  /** The flow logs in question: all fields have these values. */
  readonly where: SightCondition;
  /** Filter on a peer or port in either direction: `where` alone when false. */
  readonly isEitherWay?: boolean;
  /** What must be true of the flow logs, in the order of their start, for the promise to be kept. */
  readonly holds: SightLaw;
  readonly onPage?: SightOnPage;
};

/** What a person sees of it on the page. */
export type SightOnPage = {
  readonly logType: 'allConnections' | 'flowLog';
  /** In the page's filter language (src/model/filter/parse.ts + definitions), e.g. `src_name="shop-1" dst_port=6379`. */
  readonly filter: string;
  /** So many rows at least. */
  readonly rows: number;
  /** Texts that the side panel of the first row shows, as a person reads them. */
  readonly panel: readonly string[];
};

/** Field values of which all must be equal. */
export type SightCondition = Readonly<Record<string, string | number>>;

/**
 * What must hold of the flow logs of a sight.
 *
 * `present`: there are so many. `unanswered`: SYNs of one side and nothing else, at least so many. `refused`: RST+ACK
 * answers. `reused`: so many spells of traffic on one 5-tuple, each silent for more than 10 s before the next and
 * each opened by a SYN. `resumed`: the same, but without a new SYN: the first may have one. `reopened`: so many
 * flow logs of one 5-tuple with a SYN, never silent for 10 s. `lasting`: one 5-tuple from first to last for so
 * many seconds, never silent for 10 s. `one-sided`: so many flow logs, all of one sender, who says more than SYN.
 * `observed-by`: the agents of exactly so many nodes report each 5-tuple. `scanned`: so many ports of a receiver.
 * `many-connections`: so many 5-tuples, taken without direction. `translated`: so many flow logs with ends that
 * differ from their translated ones. `answered`: so many DNS answers with this code. `reset`: so many 5-tuples with
 * an RST after the connection had been opened. `dropped`: so many packets dropped, for this cause. `retried`: so
 * many source ports, of which the last one alone got through.
 */
export type SightLaw =
  | { readonly kind: 'present'; readonly atLeast: number }
  | { readonly kind: 'unanswered'; readonly atLeast: number }
  | { readonly kind: 'refused'; readonly atLeast: number }
  | { readonly kind: 'reused'; readonly spells: number }
  | { readonly kind: 'resumed'; readonly spells: number }
  | { readonly kind: 'reopened'; readonly openings: number }
  | { readonly kind: 'lasting'; readonly seconds: number }
  | { readonly kind: 'one-sided'; readonly atLeast: number }
  | { readonly kind: 'observed-by'; readonly nodes: number }
  | { readonly kind: 'scanned'; readonly ports: number }
  | { readonly kind: 'many-connections'; readonly atLeast: number }
  | DetailLaw;

const IDLE_MS = 10_000;
const SYN = 0x02;
const SYN_ACK = 0x100;
const RST_ACK = 0x400;

/** The flow logs that a sight is about, by start. */
export function flowsOfSight(sight: Sight, flows: readonly Flow[]): readonly Flow[] {
  return flows
    .filter(
      (flow) =>
        matches(flow, sight.where) || (sight.isEitherWay === true && matches(flow, mirrored(sight.where))),
    )
    .sort((one, other) => startMs(one) - startMs(other));
}

/** Why a sight is not to be seen in these flow logs; absent when it is. */
export function brokenPromise(sight: Sight, flows: readonly Flow[]): string | undefined {
  const found = flowsOfSight(sight, flows);
  const problem = breach(sight.holds, found);
  return problem === undefined ? undefined : `${sight.id}: ${problem} (${String(found.length)} flow logs)`;
}

function breach(law: SightLaw, flows: readonly Flow[]): string | undefined {
  switch (law.kind) {
    case 'present':
      return flows.length >= law.atLeast ? undefined : `fewer than ${String(law.atLeast)} flow logs`;
    case 'unanswered':
      return flows.length >= law.atLeast && flows.every((flow) => flagsOf(flow) === SYN)
        ? undefined
        : `not at least ${String(law.atLeast)} flow logs with SYN and nothing else`;
    case 'refused':
      return flows.filter((flow) => hasFlag(flow, RST_ACK)).length >= law.atLeast
        ? undefined
        : `fewer than ${String(law.atLeast)} RST+ACK`;
    case 'reused':
    case 'resumed':
      return spellBreach(law, flows);
    case 'reopened':
      return reopenedBreach(law.openings, flows);
    case 'lasting':
      return lastingBreach(law.seconds, flows);
    case 'one-sided':
      return oneSidedBreach(law.atLeast, flows);
    case 'observed-by':
      return observersBreach(law.nodes, flows);
    case 'scanned':
      return tooFew('ports', law.ports, new Set(flows.map((flow) => numberField(flow, 'DstPort'))).size);
    case 'many-connections':
      return tooFew('connections', law.atLeast, new Set(flows.map(conversationKey)).size);
    default:
      return detailBreach(law, flows);
  }
}

function tooFew(what: string, atLeast: number, found: number): string | undefined {
  return found >= atLeast ? undefined : `${String(found)} ${what}, not ${String(atLeast)}`;
}

function reopenedBreach(openings: number, flows: readonly Flow[]): string | undefined {
  return spells(flows).length > 1
    ? 'silent for more than 10 s in between'
    : tooFew('openings', openings, flows.filter((flow) => hasFlag(flow, SYN)).length);
}

function oneSidedBreach(atLeast: number, flows: readonly Flow[]): string | undefined {
  const senders = new Set(flows.map((flow) => textField(flow, 'SrcAddr')));
  if (senders.size !== 1) {
    return `${String(senders.size)} senders`;
  }
  return flows.every((flow) => flagsOf(flow) === SYN)
    ? 'nothing but SYN'
    : tooFew('flow logs', atLeast, flows.length);
}

function observersBreach(nodes: number, flows: readonly Flow[]): string | undefined {
  const observers = new Map<string | undefined, Set<string | undefined>>();
  for (const flow of flows) {
    const key = conversationKey(flow);
    const agents = observers.get(key) ?? new Set();
    observers.set(key, agents.add(textField(flow, 'AgentIP')));
  }
  const counts = [...observers.values()].map(({ size }) => size);
  return counts.length > 0 && counts.every((count) => count === nodes)
    ? undefined
    : `reported by ${[...new Set(counts)].join(', ') || 'no'} nodes instead of ${String(nodes)}`;
}

function spellBreach(
  law: { readonly kind: 'reused' | 'resumed'; readonly spells: number },
  flows: readonly Flow[],
): string | undefined {
  const found = spells(flows);
  if (found.length < law.spells) {
    return `${String(found.length)} spells instead of ${String(law.spells)}`;
  }
  const opened = found.map((spell) => spell.some((flow) => hasFlag(flow, SYN) || hasFlag(flow, SYN_ACK)));
  const isKept = law.kind === 'reused' ? opened.every(Boolean) : !opened.slice(1).some(Boolean);
  return isKept
    ? undefined
    : `${String(opened.filter(Boolean).length)} of ${String(opened.length)} spells begin with a SYN`;
}

function lastingBreach(seconds: number, flows: readonly Flow[]): string | undefined {
  const longest = spells(flows).map((spell) => {
    const first = spell[0];
    return first === undefined ? 0 : Math.max(...spell.map(endMs)) - startMs(first);
  });
  return Math.max(0, ...longest) >= seconds * 1000 ? undefined : `no ${String(seconds)} s without a pause`;
}

/** Flow logs cut where nothing was sent for more than the 10 s after which tracking ends a conversation. */
function spells(flows: readonly Flow[]): readonly (readonly Flow[])[] {
  const found: Flow[][] = [];
  let lastEndMs = -Infinity;
  for (const flow of flows) {
    if (startMs(flow) - lastEndMs > IDLE_MS) {
      found.push([]);
    }
    found.at(-1)?.push(flow);
    lastEndMs = Math.max(lastEndMs, endMs(flow));
  }
  return found;
}

function matches(flow: Flow, condition: SightCondition): boolean {
  return Object.entries(condition).every(([field, value]) => flow[field] === value);
}

function mirrored(condition: SightCondition): SightCondition {
  return Object.fromEntries(
    Object.entries(condition).map(([field, value]) => [
      field.replace(/^(Src|Dst)/, (end) => (end === 'Src' ? 'Dst' : 'Src')),
      value,
    ]),
  );
}

function flagsOf(flow: Flow): number {
  return numberField(flow, 'Flags') ?? 0;
}

function hasFlag(flow: Flow, flag: number): boolean {
  return (flagsOf(flow) & flag) !== 0;
}

function startMs(flow: Flow): number {
  return numberField(flow, 'TimeFlowStartMs') ?? 0;
}

function endMs(flow: Flow): number {
  return numberField(flow, 'TimeFlowEndMs') ?? 0;
}

/** Both ends of a TCP or UDP flow, the same text for either direction: what a conversation is told by. */
export function conversationKey(flow: Flow): string | undefined {
  const proto = numberField(flow, 'Proto');
  if (proto !== 6 && proto !== 17) {
    return undefined;
  }
  const ends = ['Src', 'Dst'].map(
    (end) => `${textField(flow, `${end}Addr`) ?? ''} ${textField(flow, `${end}Port`) ?? ''}`,
  );
  return [...ends.sort(), String(proto)].join(' ');
}
