import { addressSpaceOf } from '#model/conversation/address-space.ts';
import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

/** After so long without a flow, whoever reports next is the one that counts. */
const SILENCE_MS = 60_000;

type Claim = { readonly agent: string; readonly endMs: number };

/**
 * Tells which agent counts where two see the same traffic.
 *
 * The nodes of both ends report a connection between them. The first agent to report a directed 5-tuple
 * of a cluster and network claims it; what any other agent reports of it is marked `Duplicate: true`, which connection tracking skips
 * in its counts. A claim ends after 60 s without a flow of its holder. Flows without `AgentIP`, and flows
 * that say themselves whether they are duplicates, are left as they are.
 */
export class Observers {
  readonly #claims = new Map<string, Claim>();
  #sweptMs = -Infinity;

  mark(flow: Flow): Flow {
    const agent = textField(flow, 'AgentIP');
    const endMs = numberField(flow, 'TimeFlowEndMs');
    if (agent === undefined || endMs === undefined || 'Duplicate' in flow) {
      return flow;
    }
    this.#sweep(endMs);
    const key = directedTuple(flow);
    const claim = this.#claims.get(key);
    if (claim !== undefined && claim.agent !== agent && endMs - claim.endMs <= SILENCE_MS) {
      return { ...flow, Duplicate: true };
    }
    this.#claims.set(key, { agent, endMs: Math.max(endMs, claim?.endMs ?? endMs) });
    return flow;
  }

  /** Forgets claims that have ended, once a minute of the flows' time, so that memory does not grow. */
  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptMs <= SILENCE_MS) {
      return;
    }
    this.#sweptMs = nowMs;
    for (const [key, claim] of this.#claims) {
      if (nowMs - claim.endMs > 2 * SILENCE_MS) {
        this.#claims.delete(key);
      }
    }
  }
}

function directedTuple(flow: Flow): string {
  const ends = `${textOf(flow, 'SrcAddr')} ${textOf(flow, 'SrcPort')} ${textOf(flow, 'DstAddr')} ${textOf(flow, 'DstPort')}`;
  const { cluster, network } = addressSpaceOf(flow);
  return `${ends} ${textOf(flow, 'Proto')} ${cluster} ${network}`;
}

function textOf(flow: Flow, field: string): string {
  return textField(flow, field) ?? '';
}
