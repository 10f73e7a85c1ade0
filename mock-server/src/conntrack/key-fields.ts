import type { Flow, JsonValue } from '#model/flow.ts';

import type { ConntrackConfig } from './config/conntrack-config.ts';

/** Reads the key fields of flows: those of all groups, each once, in the order of the configuration. */
export class KeyFields {
  readonly names: readonly string[];
  readonly #a: readonly string[];
  readonly #b: readonly string[];

  constructor({ fieldGroups, hash }: ConntrackConfig['keyDefinition']) {
    const fieldsOf = (ref: string) => fieldGroups.find(({ name }) => name === ref)?.fields ?? [];
    this.names = [...new Set(fieldGroups.flatMap(({ fields }) => fields))];
    this.#a = fieldsOf(hash.fieldGroupARef);
    this.#b = fieldsOf(hash.fieldGroupBRef);
  }

  /** The values of the key fields; `null` for one that the flow does not have. */
  read(flow: Flow): JsonValue[] {
    return this.names.map((field) => flow[field] ?? null);
  }

  /** The same with the fields of endpoint A and B exchanged, one by one. */
  readSwapped(flow: Flow): JsonValue[] {
    const keys = this.read(flow);
    for (const [index, a] of this.#a.entries()) {
      const b = this.#b[index] ?? a;
      keys[this.names.indexOf(a)] = flow[b] ?? null;
      keys[this.names.indexOf(b)] = flow[a] ?? null;
    }
    return keys;
  }
}
