import { LazyCode } from '../../ui/lazy/lazy-code.ts';

/** What completes a text and lists the completions: a chunk of its own, as nobody types before the page is there. */
export const SUGGESTION_CODE = new LazyCode(async () => {
  const [{ conditionsAt }, { suggestionsAt }, { SuggestionList }] = await Promise.all([
    import(/* webpackChunkName: "suggestions" */ '#model/filter/completion/caret-context.ts'),
    import(/* webpackChunkName: "suggestions" */ './suggestions.ts'),
    import(/* webpackChunkName: "suggestions" */ './SuggestionList.tsx'),
  ]);
  return { conditionsAt, suggestionsAt, SuggestionList };
});
