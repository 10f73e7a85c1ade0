import { Button } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useT } from '../../ui/i18n.ts';

/** What a page without rows can do about it; each left out where it would not help. */
export type NoTrafficActions = {
  readonly onClearFilters?: (() => void) | undefined;
  /** Looks further back. */
  readonly onWidenTime?: (() => void) | undefined;
  /** Shows the other log type. */
  readonly onSwitchLogType?: (() => void) | undefined;
  /** True where it is known that no time and no filter would help: there are flows, and no conversation of them. */
  readonly isUntracked?: boolean | undefined;
};

type NoTrafficProps = {
  readonly logType: LogType;
  /** False where the backend holds more than was read. */
  readonly isReadWhole: boolean;
  readonly actions: NoTrafficActions;
};

/** Nothing was found: the likely reasons, and one click for each. */
export function NoTraffic({ logType, isReadWhole, actions }: NoTrafficProps) {
  const t = useT();
  const { onClearFilters, onWidenTime, onSwitchLogType, isUntracked = false } = actions;
  const isConversations = logType === 'allConnections';
  if (isUntracked && isConversations && onSwitchLogType !== undefined) {
    return <NothingTracked onSwitchLogType={onSwitchLogType} />;
  }
  const nothing =
    onClearFilters === undefined
      ? t('Nothing was recorded in this time range.')
      : t('Nothing in this time range matches all filters.');
  return (
    <EmptyState
      title={isConversations ? t('No conversations found') : t('No flows found')}
      actions={
        <>
          {onClearFilters !== undefined && (
            <Button variant="primary" onClick={onClearFilters}>
              {t('Clear all filters')}
            </Button>
          )}
          {onWidenTime !== undefined && (
            <Button variant={onClearFilters === undefined ? 'primary' : 'link'} onClick={onWidenTime}>
              {t('Look further back')}
            </Button>
          )}
          {onSwitchLogType !== undefined && (
            <Button variant="link" onClick={onSwitchLogType}>
              {isConversations ? t('Show flows instead') : t('Show conversations instead')}
            </Button>
          )}
        </>
      }
    >
      {isReadWhole ? nothing : t('Not all of this time range was read.')}{' '}
      {isConversations &&
        onSwitchLogType !== undefined &&
        t(
          'Traffic without connections, such as ICMP, is never part of a conversation: it is among the flows.',
        )}
    </EmptyState>
  );
}

type NothingTrackedProps = { readonly onSwitchLogType: () => void };

/** There are no conversations to be found, whatever is asked. */
function NothingTracked({ onSwitchLogType }: NothingTrackedProps) {
  const t = useT();
  return (
    <EmptyState
      title={t('No conversations found')}
      actions={
        <Button variant="primary" onClick={onSwitchLogType}>
          {t('Show flows instead')}
        </Button>
      }
    >
      {t('Nothing in this recording can be tracked, as ICMP cannot: there are flows, and no conversations.')}
    </EmptyState>
  );
}
