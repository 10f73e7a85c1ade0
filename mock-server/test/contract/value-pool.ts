import type { TrafficRecord } from '#model/flow.ts';

import type { Dice } from './dice.ts';
import { HOSTILE } from './odd-flows.ts';

/** Values that records hold, and others: what random conditions are made of. */
export class ValuePool {
  readonly #records: readonly TrafficRecord[];
  readonly #byField = new Map<string, readonly string[]>();

  constructor(records: readonly TrafficRecord[]) {
    this.#records = records;
    const known = new Map<string, Set<string>>();
    for (const record of records) {
      for (const [field, value] of Object.entries(record)) {
        const values = known.get(field) ?? new Set();
        known.set(field, values);
        for (const element of elementsOf(value)) {
          values.add(element);
        }
      }
    }
    for (const [field, values] of known) {
      this.#byField.set(field, [...values]);
    }
  }

  get fields(): readonly string[] {
    return [...this.#byField.keys()];
  }

  /** A record that a query is to hit. */
  target(dice: Dice): TrafficRecord {
    return dice.oneOf(this.#records);
  }

  /** A value for a field: mostly the target's own, else one that others have, or hostile text. */
  value(dice: Dice, field: string, target: TrafficRecord): string {
    const own = elementsOf(target[field]);
    if (own.length > 0 && dice.isLucky(0.8)) {
      return dice.oneOf(own);
    }
    const others = this.#byField.get(field) ?? [];
    return others.length > 0 && dice.isLucky(0.7) ? dice.oneOf(others) : dice.oneOf(HOSTILE);
  }
}

function elementsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((element) => element !== undefined && element !== null && element !== '')
    .map((element) => (typeof element === 'object' ? JSON.stringify(element) : String(element as number)));
}
