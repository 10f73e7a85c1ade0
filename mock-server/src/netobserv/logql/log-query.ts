/** A condition on a label of streams. `>=` is no operator of selectors: it can be written, and is refused. */
export type LabelMatcher = {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~' | '>=';
  readonly value: string;
};

/** A condition on the text of lines: whether the pattern is found somewhere in it. */
export type LineFilter = { readonly operator: '|~' | '!~'; readonly pattern: string };

/** A condition on a label that `|json` extracted from a line, or on one of its stream. */
export type LabelFilter =
  | {
      readonly kind: 'text';
      readonly label: string;
      readonly operator: '=' | '!=' | '>=';
      readonly value: string;
    }
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly operator: '=' | '!=' | '>=';
      readonly value: string;
    }
  | {
      readonly kind: 'pattern';
      readonly label: string;
      readonly operator: '=~' | '!~';
      readonly pattern: string;
    }
  | {
      readonly kind: 'ip';
      readonly label: string;
      readonly operator: '=' | '!=';
      readonly pattern: string;
    };

/**
 * A query of LogQL for log lines, as far as NetObserv's backend writes it.
 *
 * All matchers have to hold, all line filters, and of each list of label filters one.
 */
export type LogQuery = {
  readonly selector: readonly LabelMatcher[];
  readonly lineFilters: readonly LineFilter[];
  readonly labelFilters: readonly (readonly LabelFilter[])[];
};

/** Whether lines are parsed as JSON (`|json`): their fields become labels of the answer then, which splits its streams. */
export function isParsed({ labelFilters }: LogQuery): boolean {
  return labelFilters.length > 0;
}
