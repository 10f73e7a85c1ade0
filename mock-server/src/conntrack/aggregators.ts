import type { Flow, JsonValue } from '#model/flow.ts';
import { assertNever } from '#model/lib/assert.ts';

import type { OutputField } from './config/conntrack-config.ts';
import { expandedNames } from './config/config-rules.ts';
import type { Connection } from './connection.ts';
import { toFloat64 } from './convert.ts';
import type { NumericKind } from './identity/numeric-kind.ts';

/** Which way a flow goes, as an offset: of a split output, B to A is in the slot behind A to B. */
export const DIRECTION = { ab: 0, ba: 1 } as const;
export type Direction = (typeof DIRECTION)[keyof typeof DIRECTION];

/** Why an aggregate could not take a flow's value; the label of a counter. */
export type AggregatorErrorType = 'MissingFieldError' | 'Float64ConversionError';

type NumericOperation = 'sum' | 'min' | 'max';

/** One aggregate that takes part in the same input. */
type NumericUpdate = {
  readonly operation: NumericOperation;
  readonly slot: number;
  /** 1 when each direction has a slot of its own, else 0. */
  readonly stride: 0 | 1;
  readonly reportMissing: boolean;
};

type NumericInput = { readonly field: string; readonly updates: NumericUpdate[] };
type Count = { readonly slot: number; readonly stride: 0 | 1 };
type KeptValue = { readonly field: string; readonly slot: number };

const INITIAL: Readonly<Record<NumericOperation | 'count', number>> = {
  sum: 0,
  count: 0,
  min: Number.MAX_VALUE,
  max: -Number.MAX_VALUE,
};

/**
 * The output fields of a configuration, arranged so that a flow's fields are each read and converted once.
 *
 * It holds no state of connections: numeric aggregates are in `Connection.totals`, first and last values in
 * `Connection.kept`, in slots that this gives out.
 */
export class Aggregators {
  readonly #inputs: NumericInput[] = [];
  readonly #counts: Count[] = [];
  readonly #firsts: KeptValue[] = [];
  readonly #lasts: KeptValue[] = [];
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

  initialTotals(): number[] {
    return this.#initialTotals.slice();
  }

  /** What is kept of the flow that opens a connection: the firsts; they are never filled in later. */
  initialKept(flow: Flow): (JsonValue | undefined)[] {
    const kept = new Array<JsonValue | undefined>(this.#keptNames.length).fill(undefined);
    for (const { field, slot } of this.#firsts) {
      kept[slot] = flow[field];
    }
    return kept;
  }

  /** Takes a flow into a connection, the one that opened it included. */
  update(connection: Connection, flow: Flow, direction: Direction): void {
    const { totals, kept } = connection;
    for (const input of this.#inputs) {
      const value = flow[input.field];
      if (typeof value === 'number') {
        updateAll(input.updates, totals, direction, value);
      } else {
        this.#updateFromOther(input, totals, direction, value);
      }
    }
    for (const { slot, stride } of this.#counts) {
      const place = slot + stride * direction;
      totals[place] = (totals[place] ?? 0) + 1;
    }
    for (const { field, slot } of this.#lasts) {
      const value = flow[field];
      if (value !== undefined && value !== null) {
        kept[slot] = value;
      }
    }
  }

  /**
   * Writes the aggregates into a record, without those that say nothing: absent ones, and zeros where they
   * are floats. Totals always are; first and last values when flows' numbers are.
   */
  render({ totals, kept }: Connection, record: Record<string, JsonValue>): void {
    for (const [slot, name] of this.#totalNames.entries()) {
      const total = totals[slot] ?? 0;
      if (total !== 0) {
        record[name] = total;
      }
    }
    for (const [slot, name] of this.#keptNames.entries()) {
      const value = kept[slot];
      if (value !== undefined && value !== null && !(this.#areNumbersFloats && value === 0)) {
        record[name] = value;
      }
    }
  }

  #place(output: OutputField): void {
    const { operation, input: field } = output;
    switch (operation) {
      case 'sum':
      case 'min':
      case 'max': {
        const update = {
          operation,
          ...this.#placeTotal(output, operation),
          reportMissing: output.reportMissing,
        };
        this.#inputOf(field).updates.push(update);
        return;
      }
      case 'count':
        this.#counts.push(this.#placeTotal(output, operation));
        return;
      case 'first':
        this.#firsts.push({ field, slot: this.#keptNames.push(output.name) - 1 });
        return;
      case 'last':
        this.#lasts.push({ field, slot: this.#keptNames.push(output.name) - 1 });
        return;
      default:
        assertNever(operation);
    }
  }

  #placeTotal(output: OutputField, operation: NumericOperation | 'count'): Count {
    const slot = this.#totalNames.length;
    for (const name of expandedNames(output)) {
      this.#totalNames.push(name);
      this.#initialTotals.push(INITIAL[operation]);
    }
    return { slot, stride: output.splitAB ? 1 : 0 };
  }

  #inputOf(field: string): NumericInput {
    const known = this.#inputs.find((input) => input.field === field);
    if (known !== undefined) {
      return known;
    }
    const input: NumericInput = { field, updates: [] };
    this.#inputs.push(input);
    return input;
  }

  /** An absent value counts as 0 for the aggregates that do not report it; `null` is an absent one. */
  #updateFromOther(
    { field, updates }: NumericInput,
    totals: number[],
    direction: Direction,
    value: JsonValue | undefined,
  ): void {
    if (value === undefined || value === null) {
      for (const update of updates) {
        if (update.reportMissing) {
          this.#onError('MissingFieldError', field);
        } else {
          updateOne(update, totals, direction, 0);
        }
      }
      return;
    }
    const converted = toFloat64(value);
    if (converted === undefined) {
      updates.forEach(() => {
        this.#onError('Float64ConversionError', field);
      });
      return;
    }
    updateAll(updates, totals, direction, converted);
  }
}

function updateAll(
  updates: readonly NumericUpdate[],
  totals: number[],
  direction: Direction,
  value: number,
): void {
  for (const update of updates) {
    updateOne(update, totals, direction, value);
  }
}

function updateOne(update: NumericUpdate, totals: number[], direction: Direction, value: number): void {
  const place = update.slot + update.stride * direction;
  const total = totals[place] ?? 0;
  switch (update.operation) {
    case 'sum':
      totals[place] = total + value;
      return;
    case 'min':
      totals[place] = smaller(total, value);
      return;
    case 'max':
      totals[place] = -smaller(-total, -value);
      return;
  }
}

/** As Go's `math.Min`: negative infinity wins over NaN, which wins over the rest. */
function smaller(one: number, other: number): number {
  return one === -Infinity || other === -Infinity ? -Infinity : Math.min(one, other);
}
