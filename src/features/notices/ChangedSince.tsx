import { Alert } from '@patternfly/react-core';

import { useT } from '../../ui/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';

/** What a list of conversations of a time that is over, of traffic that goes on, shows of now. */
export type SinceThen = {
  /** How many of those listed went on after that time, or may have ended since. */
  readonly changed: number;
  /** Whether the filter asks for what changes as a conversation goes on, so that others are no longer found. */
  readonly isFilteredByNow: boolean;
};

/** Says that conversations are shown as they are now, where a link promises those of a time; nothing where they are alike. */
export function ChangedSince({ changed, isFilteredByNow }: SinceThen) {
  const t = useT();
  const format = useFormat();
  if (changed === 0 && !isFilteredByNow) {
    return null;
  }
  return (
    <Alert
      isInline
      isPlain
      variant="info"
      title={
        changed === 0
          ? t('Conversations are filtered as they are now, not as they were at the end of this time range.')
          : t(
              '{{amount}} conversations went on after this time range, or may have ended since: they are shown as they are now.',
              { count: changed, amount: format.count(changed) },
            )
      }
    >
      {changed > 0 &&
        isFilteredByNow &&
        t('The filter looks at them as they are now, too: others may have passed it then.')}
    </Alert>
  );
}
