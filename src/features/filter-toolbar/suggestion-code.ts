import { LazyCode } from '../../ui/lazy/lazy-code.ts';

/** What completes a text, lists the completions and tells what is wrong with it: a chunk of its own, as nobody types before the page is there. */
export const SUGGESTION_CODE = new LazyCode(async () => {
  const [{ conditionsAt }, { suggestionsAt }, { SuggestionList }, { FilterError }] = await Promise.all([
    import(/* webpackChunkName: "suggestions" */ '#model/filter/completion/caret-context.ts'),
    import(/* webpackChunkName: "suggestions" */ './suggestions.ts'),
    import(/* webpackChunkName: "suggestions" */ './SuggestionList.tsx'),
    import(/* webpackChunkName: "suggestions" */ './FilterError.tsx'),
  ]);
  return { conditionsAt, suggestionsAt, SuggestionList, FilterError };
});
