import { useLazyCode } from '../../ui/lazy/useLazyCode.ts';
import type { FilterOffer } from './filter-offer.ts';
import { SUGGESTION_CODE } from './suggestion-code.ts';
import type { Suggestion, Typing } from './suggestions.ts';
import { useValueSources } from './useOfferedValues.ts';

/**
 * What can stand where the caret is, best first; nothing before the code for it is there. Values that only the backend
 * knows come as it answers. Nothing is asked of the backend, and no record is looked at, before `isOpen`.
 */
export function useSuggestions(
  typing: Typing,
  { filters, shownRecords, recent }: FilterOffer & { readonly recent: readonly string[] },
  isOpen: boolean,
): readonly Suggestion[] {
  const state = useLazyCode(SUGGESTION_CODE);
  const code = state.kind === 'ready' ? state.code : undefined;
  const at = code?.conditionsAt(typing.text, typing.caret);
  const isValue = isOpen && at?.expects === 'value';
  const values = useValueSources(isValue ? at.field : undefined, at?.typed ?? '', shownRecords);
  return code === undefined || at === undefined
    ? []
    : code.suggestionsAt(typing, at, { filters, recent, values });
}
