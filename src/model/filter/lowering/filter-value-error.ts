import type { Operator } from '../filter.ts';

/** Why a condition cannot be tested. The UI keys its translated help on this, so codes are stable. */
export const FILTER_VALUE_CODES = [
  'operator-not-allowed',
  'not-a-number',
  'not-a-port',
  'not-a-protocol',
  'not-an-address',
  'unknown-name',
  'not-one-of',
  'pattern-not-allowed',
  'missing-number',
  'incomplete-resource',
] as const;
export type FilterValueCode = (typeof FILTER_VALUE_CODES)[number];

/** A condition whose operator or value does not fit its field. Returned, not thrown. */
export class FilterValueError extends Error {
  override readonly name = 'FilterValueError';
  readonly code: FilterValueCode;
  /** The filter or field, as it is written in the condition. */
  readonly field: string;
  readonly op: Operator;
  /** The value that does not fit, and which of the condition's it is; absent when it is the operator. */
  readonly value: string | undefined;
  readonly valueIndex: number | undefined;
  /** What was probably meant: a value, or an operator. */
  readonly suggestion: string | undefined;
  /** The values that there are, where a set is closed. */
  readonly allowed: readonly string[] | undefined;

  constructor(problem: {
    readonly code: FilterValueCode;
    readonly field: string;
    readonly op: Operator;
    readonly value?: string;
    readonly valueIndex?: number;
    readonly suggestion?: string | undefined;
    readonly allowed?: readonly string[] | undefined;
  }) {
    super(`${problem.code}: ${problem.field} ${problem.op} ${problem.value ?? ''}`.trimEnd());
    this.code = problem.code;
    this.field = problem.field;
    this.op = problem.op;
    this.value = problem.value;
    this.valueIndex = problem.valueIndex;
    this.suggestion = problem.suggestion;
    this.allowed = problem.allowed;
  }
}
