import { AlertActionLink } from '@patternfly/react-core';

import type { UrlProblem } from '../../state/url/url-param.ts';
import { useUrlProblems, useUrlRepair } from '../../state/url/useUrl.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { filterProblemText } from '../../ui/traffic/filter-problem-text.ts';
import { LeftOut } from './LeftOut.tsx';

/** What of the link was not understood, and why; nothing when all of it was. The link keeps it. */
export function UrlProblems() {
  const t = useT();
  const problems = useUrlProblems();
  const repair = useUrlRepair();
  return (
    <LeftOut
      title={t('Part of the link was not understood and is left out; the rest of it holds.')}
      actionLinks={<AlertActionLink onClick={repair}>{t('Take it out of the link')}</AlertActionLink>}
      items={problems.map((problem) => ({
        key: `${problem.key}=${problem.raw}`,
        what: (
          <code>
            {problem.key}={problem.raw}
          </code>
        ),
        why: problemText(problem, t),
      }))}
    />
  );
}

/** Why a value was not understood, as a sentence. */
function problemText({ code, allowed = [], condition, suggestion }: UrlProblem, t: Translate): string {
  switch (code) {
    case 'unknown-key':
      return suggestion === undefined
        ? t('Nothing is known by this name.')
        : `${t('Nothing is known by this name.')} ${t('Did you mean “{{suggestion}}”?', { suggestion })}`;
    case 'not-one-of':
      return t('Not one of {{allowed}}.', { allowed: allowed.join(', ') });
    case 'not-a-number-between':
      return t('Not a whole number from {{least}} to {{most}}.', {
        least: allowed[0] ?? '',
        most: allowed[1] ?? '',
      });
    case 'not-seconds':
      return t('Not a number of seconds.');
    case 'time-backwards':
      return t('The end lies before the start.');
    case 'time-incomplete':
      return t('A time range needs both startTime and endTime.');
    case 'not-a-sort':
      return t('Not a column, or a column with “-” before it.');
    case 'not-a-selection':
      return t('Neither conversation:… nor record:….');
    case 'bad-condition':
      return condition === undefined
        ? t('Not a condition: field, operator and value are expected.')
        : filterProblemText(condition, t);
  }
}
