import type { FilterValueCode } from '../lowering/filter-value-error.ts';
import type { ValueTextCode } from '../language/value-text.ts';

/** Why a `filters` parameter was refused. Stable: an API answer carries it. */
export type BackendFilterCode =
  | 'missing-condition'
  | 'missing-field'
  | 'missing-operator'
  | 'unexpected-character'
  | ValueTextCode
  | FilterValueCode;

/** Text that is not in the backend's grammar. Returned, not thrown. */
export class BackendFilterError extends Error {
  override readonly name = 'BackendFilterError';
  readonly code: BackendFilterCode;
  /** Where in the (decoded) text, as a UTF-16 offset. */
  readonly offset: number;
  /** The field of the condition that is wrong, as far as it was read. */
  readonly field: string | undefined;
  readonly suggestion: string | undefined;

  constructor(problem: {
    readonly code: BackendFilterCode;
    readonly offset: number;
    readonly field?: string | undefined;
    readonly suggestion?: string | undefined;
  }) {
    super(`${problem.code} at offset ${problem.offset}`);
    this.code = problem.code;
    this.offset = problem.offset;
    this.field = problem.field;
    this.suggestion = problem.suggestion;
  }
}

/** A filter that is too large once it is written as alternatives. Returned, not thrown. */
export class FilterTooLargeError extends Error {
  override readonly name = 'FilterTooLargeError';
  readonly code = 'filter-too-large';
  /** How many conditions it may have. */
  readonly limit: number;

  constructor(limit: number) {
    super(`filter-too-large: more than ${limit} conditions`);
    this.limit = limit;
  }
}
