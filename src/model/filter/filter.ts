/** Comparators, as they are written. `~` is "contains"; each `!` form is the complement of the plain one. */
export const OPERATORS = ['=', '!=', '~', '!~', '>', '>=', '<', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

/**
 * One value of a condition.
 *
 * `text` is compared as it is; `''` means that the field is not set. `pattern` is text in which `*` stands
 * for any run of characters.
 */
export type FilterValue =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'pattern'; readonly pattern: string };

/**
 * `field op value,value…`: true when any value fits; the negative operators when none does.
 *
 * `field` is a filter id (`src_namespace`, `port`) in what people write and links carry, and the name of a
 * record field (`SrcK8S_Namespace`) after `lowerFilter`.
 */
export type Match = {
  readonly kind: 'match';
  readonly field: string;
  readonly op: Operator;
  readonly values: readonly FilterValue[];
};

/**
 * A condition on records.
 *
 * `all` of nothing holds for every record, `any` of nothing for none. `eitherWay` holds when its filter holds
 * for the record or for the record with source and destination exchanged (NetObserv: bidirectional).
 */
export type Filter =
  | Match
  | { readonly kind: 'all'; readonly of: readonly Filter[] }
  | { readonly kind: 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'eitherWay'; readonly of: Filter };

/** The filter that every record passes. */
export const EVERYTHING: Filter = { kind: 'all', of: [] };

/** Whether a filter is, as it stands, the one that every record passes. */
export function isEverything(filter: Filter): boolean {
  return filter.kind === 'all' && filter.of.length === 0;
}

export function match(field: string, op: Operator, ...texts: readonly string[]): Match {
  return { kind: 'match', field, op, values: texts.map((text) => ({ kind: 'text', text })) };
}

/** A value in which `*` stands for any run of characters; without one it is text. */
export function pattern(text: string): FilterValue {
  return text.includes('*') ? { kind: 'pattern', pattern: text } : { kind: 'text', text };
}

export function all(...of: readonly Filter[]): Filter {
  return { kind: 'all', of };
}

export function any(...of: readonly Filter[]): Filter {
  return { kind: 'any', of };
}

export function not(of: Filter): Filter {
  return { kind: 'not', of };
}

export function eitherWay(of: Filter): Filter {
  return { kind: 'eitherWay', of };
}
