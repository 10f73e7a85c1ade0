import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

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
 * each opened by a SYN. `resumed`: the same, but without a new SYN. `lasting`: one 5-tuple from first to last for so
 * many seconds, never silent for 10 s.
 */
export type SightLaw =
  | { readonly kind: 'present'; readonly atLeast: number }
  | { readonly kind: 'unanswered'; readonly atLeast: number }
  | { readonly kind: 'refused'; readonly atLeast: number }
  | { readonly kind: 'reused'; readonly spells: number }
  | { readonly kind: 'resumed'; readonly spells: number }
  | { readonly kind: 'lasting'; readonly seconds: number };

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
    case 'lasting':
      return lastingBreach(law.seconds, flows);
  }
}

function spellBreach(
  law: { readonly kind: 'reused' | 'resumed'; readonly spells: number },
  flows: readonly Flow[],
): string | undefined {
  const found = spells(flows);
  if (found.length < law.spells) {
    return `${String(found.length)} spells instead of ${String(law.spells)}`;
  }
  const opened = found.filter((spell) => spell.some((flow) => hasFlag(flow, SYN) || hasFlag(flow, SYN_ACK)));
  const expected = law.kind === 'reused' ? found.length : 1;
  return opened.length === expected ? undefined : `${String(opened.length)} of the spells begin with a SYN`;
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
