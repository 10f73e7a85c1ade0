import type { Completion } from '#model/filter/completion/complete.ts';
import { completeFilter, completeValue } from '#model/filter/completion/complete.ts';
import { filterDefinition } from '#model/filter/definitions.ts';
import type { FilterDefinition, SuppliedValues } from '#model/filter/filter-definition.ts';
import { useNamespaces, useResourceNames } from '../../data/useResourceNames.ts';

/** How many suggestions are listed at most: more are found by typing on. */
const MAX_SUGGESTIONS = 50;

/** How many values a form offers: the browser lists those that fit what is typed. */
const MAX_HINTS = 500;

/** Something to offer, ready to be inserted. */
export type Suggestion = Exclude<Completion, { readonly kind: 'needs-values' }>;

/** What is typed, and where the caret is in it. */
export type Typing = { readonly text: string; readonly caret: number };

/**
 * What can stand where the caret is, best first. Values that only the backend knows come as it answers.
 *
 * Nothing is asked of the backend before `isOpen`.
 */
export function useSuggestions(
  { text, caret }: Typing,
  filters: readonly FilterDefinition[],
  isOpen: boolean,
): readonly Suggestion[] {
  const completions = completionsAt({ text, caret }, filters);
  const need = completions.find((completion) => completion.kind === 'needs-values');
  const supplied = useSuppliedValues(isOpen ? suppliedBy(need?.filterId) : undefined);
  return completions
    .flatMap((completion) =>
      completion.kind === 'needs-values'
        ? matching(supplied, completion.prefix).map((value) => completeValue(value, completion))
        : [completion],
    )
    .filter(isSuggestion)
    .slice(0, MAX_SUGGESTIONS);
}

/**
 * What completes the text. Right behind a name that is whole, the operators that go with it come before longer
 * names.
 */
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

/** Values that go with a filter: those of a closed set, else what the backend knows. */
export function useValueHints(definition: FilterDefinition | undefined): readonly string[] {
  const supplied = useSuppliedValues(suppliedBy(definition?.id));
  const known = definition?.values.kind === 'known' ? definition.values.values : [];
  return [...known.map(({ value }) => value), ...supplied].slice(0, MAX_HINTS);
}

function suppliedBy(filterId: string | undefined): SuppliedValues | undefined {
  const values = filterId === undefined ? undefined : filterDefinition(filterId)?.values;
  return values?.kind === 'supplied' ? values.list : undefined;
}

function useSuppliedValues(list: SuppliedValues | undefined): readonly string[] {
  const namespaces = useNamespaces(list === 'namespaces');
  const names = useResourceNames({}, list === 'names');
  switch (list) {
    case 'namespaces':
      return namespaces.data ?? [];
    case 'names':
      return names.data ?? [];
    case 'clusters':
    case 'zones':
    case 'udns':
    case undefined:
      return [];
  }
}

/** Those that contain what was typed, the ones that begin with it first. */
function matching(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const found = values.filter((value) => value.toLowerCase().includes(wanted));
  const [first, later] = [true, false].map((isFirst) =>
    found.filter((value) => value.toLowerCase().startsWith(wanted) === isFirst),
  );
  return [...(first ?? []), ...(later ?? [])];
}

function isSuggestion(completion: Completion): completion is Suggestion {
  return completion.kind !== 'needs-values';
}
