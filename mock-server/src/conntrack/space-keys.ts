import type { AddressSpace } from '#model/conversation/address-space.ts';
import { addressSpaceOf } from '#model/conversation/address-space.ts';
import type { Flow } from '#model/flow.ts';

/** Spreads small numbers over 32 bits, no two to the same: an odd factor. */
const SPREAD = 0x9e3779b1;

/**
 * What the hash of a tuple is mixed with, so that connections of several clusters and networks are told apart.
 *
 * Nothing is mixed in where flows name neither: then the hashes are the reference's own. A flow that does not name its
 * network goes with the open connection of its tuple whose network is known, and the other way round.
 */
export class SpaceKeys {
  readonly #codes = new Map<string, number>();
  /** By the hash of a tuple and its cluster: what its connection of a known network, the latest, is found by. */
  readonly #networkOf = new Map<string, number>();
  readonly #tupleOf = new Map<string, string>();
  #space: AddressSpace = { cluster: '', network: '' };
  #own = 0;
  #ofCluster = 0;
  #areNetworksKnown = false;

  /** Of the flow that was read last. */
  get own(): number {
    return this.#own;
  }

  /** Whether the flow that was read last names its network. */
  get isNetworkSaid(): boolean {
    return this.#space.network !== '';
  }

  /** Whether any flow has named a network so far. */
  get areNetworksKnown(): boolean {
    return this.#areNetworksKnown;
  }

  read(flow: Flow): void {
    const space = addressSpaceOf(flow);
    const known = this.#space;
    if (space.cluster === known.cluster && space.network === known.network) {
      return;
    }
    this.#space = space;
    this.#ofCluster = space.cluster === '' ? 0 : this.#codeOf(space.cluster);
    this.#own = space.network === '' ? this.#ofCluster : this.#codeOf(`${space.cluster}\n${space.network}`);
    this.#areNetworksKnown ||= space.network !== '';
  }

  /** Where else the connection of the flow that was read last may be, given the hash of its tuple. */
  other(high: number, low: number): number {
    return this.#space.network === ''
      ? (this.#networkOf.get(this.#tuple(high, low)) ?? this.#own)
      : this.#ofCluster;
  }

  /** Of the flow that was read last, which opens a connection, or is the first of it that names a network. */
  open(high: number, low: number): number {
    if (this.#space.network !== '') {
      const tuple = this.#tuple(high, low);
      this.#networkOf.set(tuple, this.#own);
      this.#tupleOf.set(`${high ^ this.#own} ${low}`, tuple);
    }
    return this.#own;
  }

  /** Forgets a connection that is over, by what it was found by. */
  close(high: number, low: number): void {
    if (!this.#areNetworksKnown) {
      return;
    }
    const key = `${high} ${low}`;
    const tuple = this.#tupleOf.get(key);
    if (tuple !== undefined) {
      this.#tupleOf.delete(key);
      // Another one of the same tuple that is still open is not found by it any more: only where two were open at once.
      this.#networkOf.delete(tuple);
    }
  }

  #tuple(high: number, low: number): string {
    return `${high ^ this.#ofCluster} ${low}`;
  }

  #codeOf(name: string): number {
    const known = this.#codes.get(name);
    if (known !== undefined) {
      return known;
    }
    const code = Math.imul(this.#codes.size + 1, SPREAD);
    this.#codes.set(name, code);
    return code;
  }
}
