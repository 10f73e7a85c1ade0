import type { Flow } from '#model/flow.ts';

import type { ConntrackConfig } from '../config/conntrack-config.ts';
import { Fnv64, isAbove } from './fnv64.ts';
import { hashGob } from './gob.ts';
import type { NumericKind } from './numeric-kind.ts';

/** A place for a group's hash that is not there: unidirectional, hence hash 0. */
const NONE = -1;

/**
 * Reads from a flow which connection it belongs to.
 *
 * The fields are those of the flow last read, as signed halves of 64-bit hashes: `high`/`low` name the
 * connection, `aHigh`/`aLow` and `bHigh`/`bLow` its endpoints (0 where connections have one direction). One
 * reader is used for all flows, so that nothing is allocated per flow.
 */
export class IdentityReader {
  high = 0;
  low = 0;
  aHigh = 0;
  aLow = 0;
  bHigh = 0;
  bLow = 0;

  readonly #groups: readonly (readonly string[])[];
  readonly #refs: readonly number[];
  readonly #a: number;
  readonly #b: number;
  readonly #kind: NumericKind;
  readonly #onMissing: (field: string) => void;
  readonly #hash = new Fnv64();
  readonly #groupHighs: Int32Array;
  readonly #groupLows: Int32Array;

  constructor(
    { fieldGroups, hash }: ConntrackConfig['keyDefinition'],
    kind: NumericKind,
    onMissing: (field: string) => void,
  ) {
    const indexOf = (ref: string) => (ref === '' ? NONE : fieldGroups.findIndex(({ name }) => name === ref));
    this.#groups = fieldGroups.map(({ fields }) => fields);
    this.#refs = hash.fieldGroupRefs.map(indexOf);
    this.#a = indexOf(hash.fieldGroupARef);
    this.#b = indexOf(hash.fieldGroupBRef);
    this.#kind = kind;
    this.#onMissing = onMissing;
    this.#groupHighs = new Int32Array(fieldGroups.length);
    this.#groupLows = new Int32Array(fieldGroups.length);
  }

  /**
   * Reads a flow; false when a key field has a value that cannot be hashed: `null`, a list or an object.
   *
   * An absent field adds nothing to the hash and is reported, also when its group is in no hash.
   */
  read(flow: Flow): boolean {
    for (let group = 0; group < this.#groups.length; group++) {
      if (!this.#readGroup(flow, group)) {
        return false;
      }
    }
    this.aHigh = this.#groupHighs[this.#a] ?? 0;
    this.aLow = this.#groupLows[this.#a] ?? 0;
    this.bHigh = this.#groupHighs[this.#b] ?? 0;
    this.bLow = this.#groupLows[this.#b] ?? 0;
    this.#combine();
    return true;
  }

  #readGroup(flow: Flow, group: number): boolean {
    const hash = this.#hash;
    hash.reset();
    for (const field of this.#groups[group] ?? []) {
      const value = flow[field];
      if (value === undefined) {
        this.#onMissing(field);
      } else if (!hashGob(hash, value, this.#kind)) {
        return false;
      }
    }
    this.#groupHighs[group] = hash.high;
    this.#groupLows[group] = hash.low;
    return true;
  }

  #combine(): void {
    this.#hash.reset();
    for (const ref of this.#refs) {
      this.#add(this.#groupHighs[ref] ?? 0, this.#groupLows[ref] ?? 0);
    }
    if (this.#a !== NONE) {
      const isSwapped = isAbove(this.aHigh, this.aLow, this.bHigh, this.bLow);
      this.#add(isSwapped ? this.bHigh : this.aHigh, isSwapped ? this.bLow : this.aLow);
      this.#add(isSwapped ? this.aHigh : this.bHigh, isSwapped ? this.aLow : this.bLow);
    }
    this.high = this.#hash.high;
    this.low = this.#hash.low;
  }

  #add(high: number, low: number): void {
    this.#hash.word(high, 4);
    this.#hash.word(low, 4);
  }
}
