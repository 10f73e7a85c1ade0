import type { CaretContext } from '#model/filter/completion/caret-context.ts';
import type { Completion } from '#model/filter/completion/complete.ts';
import { completeFilter, completeValue } from '#model/filter/completion/complete.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { OfferedValue } from './offered-values.ts';
import { mergedValues } from './offered-values.ts';
import type { ValueSources } from './useOfferedValues.ts';

/** How many completions are listed at most: more are found by typing on. */
const MAX_COMPLETIONS = 50;

/** Something to offer, ready to be inserted from `from` to `to`; `forget` is no text but takes the recent ones away. */
export type Suggestion =
  | Exclude<Completion, { readonly kind: 'needs-values' }>
  | {
      readonly kind: 'recent' | 'forget';
      readonly insert: string;
      readonly label: string;
      readonly description?: string;
      readonly from: number;
      readonly to: number;
    };

/** What is typed, and where the caret is in it. */
export type Typing = { readonly text: string; readonly caret: number };

/** What suggestions are made of. */
export type SuggestionSources = {
  readonly filters: readonly FilterDefinition[];
  readonly recent: readonly string[];
  /** Values for the place of the caret, where it expects one. */
  readonly values: ValueSources;
};

/**
 * What can stand where the caret is, best first.
 *
 * Recent filters come first while there is no text, and behind the completions those that contain it.
 */
export function suggestionsAt(
  typing: Typing,
  at: CaretContext,
  { filters, recent, values }: SuggestionSources,
): readonly Suggestion[] {
  const { text } = typing;
  const completions =
    at.expects === 'value' ? completedValues(typing, at, values) : completionsAt(typing, filters);
  const offered = completions.filter(isSuggestion).slice(0, MAX_COMPLETIONS);
  return text.trim() === ''
    ? [...recentSuggestions(recent, text), ...offered]
    : [...offered, ...recentSuggestions(recent, text)];
}

/** What completes the text. Right behind a whole name, the operators that go with it come before longer names. */
function completionsAt({ text, caret }: Typing, filters: readonly FilterDefinition[]): readonly Completion[] {
  const completions = completeFilter(text, caret, { filters });
  const others = completions.filter(
    (completion) => completion.kind !== 'field' || completion.insert !== text.slice(completion.from, caret),
  );
  if (others.length === completions.length) {
    return completions;
  }
  const operators = completeFilter(`${text.slice(0, caret)} `, caret + 1, { filters }).map((operator) => ({
    ...operator,
    from: caret,
    to: caret,
  }));
  return [...operators, ...others];
}

/** Values on screen before the others of a closed set; behind those that the backend knows. */
function completedValues(
  { text, caret }: Typing,
  at: CaretContext,
  { supplied, shown }: ValueSources,
): readonly Completion[] {
  const known = completeFilter(text, caret).flatMap((completion): readonly OfferedValue[] =>
    completion.kind === 'value' ? [offeredValue(completion)] : [],
  );
  return mergedValues(mergedValues(supplied, shown), known).map(({ value, description }) => ({
    ...completeValue(value, at),
    ...(description === undefined ? {} : { description }),
  }));
}

function offeredValue({ label, description }: Exclude<Completion, { kind: 'needs-values' }>): OfferedValue {
  return description === undefined ? { value: label } : { value: label, description };
}

/** Recent filters that contain the text, each as a whole one; and without a text the way to forget them. */
function recentSuggestions(recent: readonly string[], text: string): readonly Suggestion[] {
  const wanted = text.trim().toLowerCase();
  const place = { from: 0, to: text.length };
  const found = recent
    .filter((one) => one.toLowerCase().includes(wanted) && one.toLowerCase() !== wanted)
    .map((one): Suggestion => ({ kind: 'recent', insert: one, label: one, ...place }));
  return found.length === 0 || wanted !== ''
    ? found
    : [...found, { kind: 'forget', insert: '', label: '', ...place }];
}

function isSuggestion(
  completion: Completion,
): completion is Exclude<Completion, { readonly kind: 'needs-values' }> {
  return completion.kind !== 'needs-values';
}
