import type { FilterSyntaxCode } from '#model/filter/language/filter-syntax-error.ts';
import type { UrlFilterCode } from '#model/filter/link/url-filters.ts';

/** Why a value of the link was not understood. The page's text hangs on it, so codes are stable. */
export type UrlProblemCode =
  /** `allowed` lists what is. */
  | 'not-one-of'
  /** `allowed` is the smallest and the largest. */
  | 'not-a-number-between'
  /** Seconds since the epoch, or a length in seconds, are expected. */
  | 'not-seconds'
  /** The end lies before the start. */
  | 'time-backwards'
  /** A start without an end, or the other way round. */
  | 'time-incomplete'
  /** `column`, or `-column` for descending. */
  | 'not-a-sort'
  /** `conversation:<key>` or `record:<key>`. */
  | 'not-a-selection'
  /** A key that nothing is known of; `suggestion` is what was probably meant. */
  | 'unknown-key'
  /** A condition that cannot be read, or whose value does not fit; `condition` says why. */
  | 'bad-condition';

/** Why a condition was refused, and what was probably meant. */
export type ConditionProblem = {
  readonly code: FilterSyntaxCode | UrlFilterCode;
  readonly suggestion?: string | undefined;
  /** The values that there are, where a set is closed. */
  readonly allowed?: readonly string[] | undefined;
};

/** A value of the link that was not understood. It stays in the link until the user changes that thing. */
export type UrlProblem = {
  readonly key: string;
  readonly raw: string;
  readonly code: UrlProblemCode;
  readonly allowed?: readonly string[] | undefined;
  readonly suggestion?: string | undefined;
  readonly condition?: ConditionProblem | undefined;
};

/** Values of some keys of a query string; `undefined` is an absent key. */
export type RawValues = Readonly<Record<string, string | undefined>>;

/** What a link says of one thing: always a value, the default where the link says nothing that is understood. */
export type Decoded<T> = { readonly value: T; readonly problems: readonly UrlProblem[] };

/**
 * One thing that a link carries, over one key or several that belong together.
 *
 * `decode(encode(value)).value` equals `value`, without problems. `encode` names each of `keys`, so that the
 * forms of the same thing never stand beside one another.
 */
export interface UrlParam<T> {
  readonly keys: readonly string[];
  decode(raw: RawValues): Decoded<T>;
  encode(value: T): RawValues;
}

export function understood<T>(value: T): Decoded<T> {
  return { value, problems: [] };
}

export function refused<T>(value: T, ...problems: readonly UrlProblem[]): Decoded<T> {
  return { value, problems };
}
