import type { Flow, JsonValue } from '#model/flow.ts';
import { assertNever } from '#model/lib/assert.ts';

import type { Direction } from '../lib/direction.ts';
import type { OutputField } from './config/conntrack-config.ts';
import { expandedNames } from './config/config-rules.ts';
import type { ConnectionRows } from './connection-rows.ts';
import { NUMBER } from './connection-rows.ts';
import { toFloat64 } from './convert.ts';
import type { NumericKind } from './identity/numeric-kind.ts';

/** Why an aggregate could not take a flow's value; the label of a counter. */
export type AggregatorErrorType = 'MissingFieldError' | 'Float64ConversionError';

type NumericOperation = 'sum' | 'min' | 'max';

/** What one total makes of its input. */
type Update = {
  readonly operation: NumericOperation;
  readonly slot: number;
  readonly reportMissing: boolean;
};

/** A field of flows, read and converted once for all totals that it goes into. */
type Input = { readonly field: string; readonly updates: Update[] };

/** What is to do for the flows of one direction. */
type Plan = { readonly inputs: Input[]; readonly counts: number[] };

type KeptField = { readonly field: string; readonly slot: number };

const INITIAL: Readonly<Record<NumericOperation | 'count', number>> = {
  sum: 0,
  count: 0,
  min: Number.MAX_VALUE,
  max: -Number.MAX_VALUE,
};

/**
 * The output fields of a configuration, arranged so that little is to do for a flow.
 *
 * It holds no state of connections: the totals of each stand in its row, its first and last values in a list
 * of its own; this says which is where.
 */
export class Aggregators {
  readonly #plans: Readonly<Record<Direction, Plan>> = {
    ab: { inputs: [], counts: [] },
    ba: { inputs: [], counts: [] },
  };
  readonly #firsts: KeptField[] = [];
  readonly #lasts: KeptField[] = [];
  readonly #initialTotals: number[] = [];
  readonly #totalNames: string[] = [];
  readonly #keptNames: string[] = [];
  readonly #areNumbersFloats: boolean;
  readonly #onError: (error: AggregatorErrorType, field: string) => void;

  constructor(
    outputFields: readonly OutputField[],
    numbers: NumericKind,
    onError: (error: AggregatorErrorType, field: string) => void,
  ) {
    this.#areNumbersFloats = numbers === 'float';
    this.#onError = onError;
    for (const output of outputFields) {
      this.#place(output);
    }
  }

  /** How many totals a connection has. */
  get totalCount(): number {
    return this.#initialTotals.length;
  }

  /** Writes the totals of a connection that has had no flow. */
  initialiseTotals(rows: ConnectionRows, row: number): void {
    rows.numbers.set(this.#initialTotals, rows.numbersOf(row) + NUMBER.totals);
  }

  /** What is kept of the flow that opens a connection: the firsts, which are never filled in later. */
  initialKept(flow: Flow): (JsonValue | undefined)[] {
    const kept = new Array<JsonValue | undefined>(this.#keptNames.length).fill(undefined);
    for (const { field, slot } of this.#firsts) {
      kept[slot] = flow[field];
    }
    return kept;
  }

  /** Takes a flow, also the one that opened the connection, into its totals. */
  updateTotals(rows: ConnectionRows, row: number, flow: Flow, direction: Direction): void {
    const { numbers } = rows;
    const at = rows.numbersOf(row) + NUMBER.totals;
    const { inputs, counts } = this.#plans[direction];
    for (const input of inputs) {
      const value = flow[input.field];
      if (typeof value === 'number') {
        takeAll(input.updates, numbers, at, value);
      } else if (value === undefined || value === null) {
        this.#takeMissing(input, numbers, at);
      } else {
        this.#takeConverted(input, numbers, at, value);
      }
    }
    for (const slot of counts) {
      numbers[at + slot] = (numbers[at + slot] ?? 0) + 1;
    }
  }

  /** Keeps the last values of a flow. Most flows have none, hence the list is asked for only then. */
  updateKept(flow: Flow, keptOf: () => (JsonValue | undefined)[]): void {
    for (const { field, slot } of this.#lasts) {
      const value = flow[field];
      if (value !== undefined && value !== null) {
        keptOf()[slot] = value;
      }
    }
  }

  /**
   * Writes the totals into a record, without those that are 0: it cannot be told from nothing, as in the
   * reference. A split minimum or maximum of a side that had no flow is the initial one.
   */
  renderTotals(rows: ConnectionRows, row: number, record: Record<string, JsonValue>): void {
    const at = rows.numbersOf(row) + NUMBER.totals;
    for (const [slot, name] of this.#totalNames.entries()) {
      const total = rows.numbers[at + slot] ?? 0;
      if (total !== 0) {
        record[name] = total;
      }
    }
  }

  /** Writes first and last values into a record, without absent ones, and zeros where numbers are floats. */
  renderKept(kept: readonly (JsonValue | undefined)[], record: Record<string, JsonValue>): void {
    for (const [slot, name] of this.#keptNames.entries()) {
      const value = kept[slot];
      if (value !== undefined && value !== null && !(this.#areNumbersFloats && value === 0)) {
        record[name] = value;
      }
    }
  }

  #place(output: OutputField): void {
    const { name, operation, input: field, reportMissing } = output;
    switch (operation) {
      case 'sum':
      case 'min':
      case 'max':
        this.#placeTotal(output, INITIAL[operation], ({ inputs }, slot) => {
          updatesOf(inputs, field).push({ operation, slot, reportMissing });
        });
        return;
      case 'count':
        this.#placeTotal(output, INITIAL.count, ({ counts }, slot) => {
          counts.push(slot);
        });
        return;
      case 'first':
        this.#firsts.push({ field, slot: this.#keptNames.push(name) - 1 });
        return;
      case 'last':
        this.#lasts.push({ field, slot: this.#keptNames.push(name) - 1 });
        return;
      default:
        assertNever(operation);
    }
  }

  /** Gives out a slot to both directions, or one to each. */
  #placeTotal(output: OutputField, initial: number, plan: (of: Plan, slot: number) => void): void {
    const slot = this.#totalNames.length;
    for (const name of expandedNames(output)) {
      this.#totalNames.push(name);
      this.#initialTotals.push(initial);
    }
    plan(this.#plans.ab, slot);
    plan(this.#plans.ba, output.splitAB ? slot + 1 : slot);
  }

  /** An absent value, as is `null`, counts as 0 for the totals that do not report it. */
  #takeMissing({ field, updates }: Input, numbers: Float64Array, at: number): void {
    for (const update of updates) {
      if (update.reportMissing) {
        this.#onError('MissingFieldError', field);
      } else if (update.operation !== 'sum') {
        take(update, numbers, at, 0);
      }
    }
  }

  #takeConverted({ field, updates }: Input, numbers: Float64Array, at: number, value: JsonValue): void {
    const converted = toFloat64(value);
    if (converted !== undefined) {
      takeAll(updates, numbers, at, converted);
      return;
    }
    updates.forEach(() => {
      this.#onError('Float64ConversionError', field);
    });
  }
}

function updatesOf(inputs: Input[], field: string): Update[] {
  const known = inputs.find((input) => input.field === field);
  if (known !== undefined) {
    return known.updates;
  }
  const updates: Update[] = [];
  inputs.push({ field, updates });
  return updates;
}

function takeAll(updates: readonly Update[], numbers: Float64Array, at: number, value: number): void {
  for (const update of updates) {
    take(update, numbers, at, value);
  }
}

function take({ operation, slot }: Update, numbers: Float64Array, at: number, value: number): void {
  const total = numbers[at + slot] ?? 0;
  switch (operation) {
    case 'sum':
      numbers[at + slot] = total + value;
      return;
    case 'min':
      numbers[at + slot] = smaller(total, value);
      return;
    case 'max':
      numbers[at + slot] = -smaller(-total, -value);
      return;
  }
}

/** As Go's `math.Min`: negative infinity wins over NaN, which wins over the rest. */
function smaller(one: number, other: number): number {
  return one === -Infinity || other === -Infinity ? -Infinity : Math.min(one, other);
}
