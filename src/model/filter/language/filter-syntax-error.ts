import type { FilterValueCode } from '../lowering/filter-value-error.ts';

/** Why a filter text was refused. The UI keys its translated help on this, so codes are stable. */
export const FILTER_SYNTAX_CODES = [
  'unexpected-character',
  'unexpected-quote',
  'unclosed-quote',
  'unclosed-group',
  'too-deep',
  'too-many-texts',
  'star-in-pattern',
  'unknown-field',
  'missing-operator',
  'unknown-operator',
  'missing-value',
  'missing-condition',
  'condition-as-value',
  'value-after-or',
  'missing-peer',
  'not-a-peer',
  'operator-not-allowed',
] as const;
export type FilterSyntaxCode = (typeof FILTER_SYNTAX_CODES)[number] | FilterValueCode;

/** Text that is not a filter. Returned, not thrown: wrong input is a normal answer of a parser. */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';
  readonly code: FilterSyntaxCode;
  /** Where the text stopped making sense, as a UTF-16 offset: the caret position in an input. */
  readonly offset: number;
  /** How many UTF-16 units are wrong; 0 where something is missing. */
  readonly length: number;
  /** The text that is wrong: `length` units from `offset`. */
  readonly found: string;
  /** The field of the condition that is wrong, as far as it was read. */
  readonly field: string | undefined;
  /** What to write instead of `found`, when something close is known. */
  readonly suggestion: string | undefined;
  /** The values that there are, where a set is closed. */
  readonly allowed: readonly string[] | undefined;

  constructor(problem: {
    readonly code: FilterSyntaxCode;
    readonly offset: number;
    readonly found: string;
    readonly field?: string | undefined;
    readonly suggestion?: string | undefined;
    readonly allowed?: readonly string[] | undefined;
  }) {
    super(`${problem.code} at offset ${problem.offset}`);
    this.code = problem.code;
    this.offset = problem.offset;
    this.length = problem.found.length;
    this.found = problem.found;
    this.field = problem.field;
    this.suggestion = problem.suggestion;
    this.allowed = problem.allowed;
  }
}
