import type { UrlFilterProblem } from '#model/filter/link/url-filters.ts';
import { useT } from '../../ui/i18n.ts';
import { filterProblemText } from '../../ui/traffic/filter-problem-text.ts';
import { LeftOut } from './LeftOut.tsx';

/** A part of a configured quick filter that cannot be read; the rest of it works. */
export type QuickFilterProblem = UrlFilterProblem & {
  /** The name of the quick filter. */
  readonly quickFilter: string;
};

type QuickFilterProblemsProps = { readonly problems: readonly QuickFilterProblem[] };

/** What of the quick filters of the configuration is left out, and why; nothing when they are right. */
export function QuickFilterProblems({ problems }: QuickFilterProblemsProps) {
  const t = useT();
  return (
    <LeftOut
      title={t(
        'Part of the quick filters in the configuration of this cluster was not understood and is left out.',
      )}
      items={problems.map((problem) => ({
        key: `${problem.quickFilter} ${problem.item}`,
        what: (
          <>
            {problem.quickFilter} <code>{problem.item}</code>
          </>
        ),
        why: filterProblemText(problem, t),
      }))}
    />
  );
}
