import { Button, List, ListItem } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useT } from '../../ui/i18n.ts';

import './traffic-table.css';

type UnanswerableProps = {
  readonly logType: LogType;
  /** What nothing that is listed can be asked. */
  readonly conditions: readonly Filter[];
  readonly onRemove: () => void;
  /** Left out where the cluster does not produce the other log type. */
  readonly onSwitchLogType: (() => void) | undefined;
};

/** In the place of rows: conditions that they cannot be asked, as they have no such field, and what to do. */
export function Unanswerable({ logType, conditions, onRemove, onSwitchLogType }: UnanswerableProps) {
  const t = useT();
  const isConversations = logType === 'allConnections';
  return (
    <EmptyState
      title={
        isConversations
          ? t('Conversations do not have what the filter asks about')
          : t('Flows do not have what the filter asks about')
      }
      actions={
        <>
          {onSwitchLogType !== undefined && (
            <Button variant="primary" onClick={onSwitchLogType}>
              {isConversations ? t('Show flows instead') : t('Show conversations instead')}
            </Button>
          )}
          <Button variant={onSwitchLogType === undefined ? 'primary' : 'link'} onClick={onRemove}>
            {t('Take it out of the filter')}
          </Button>
        </>
      }
    >
      <List isPlain className="netobserv-plugin__unanswerable">
        {conditions.map((condition) => {
          const text = printFilter(condition);
          return (
            <ListItem key={text}>
              <code className="netobserv-plugin__mono">{text}</code>
            </ListItem>
          );
        })}
      </List>
      {isConversations
        ? t('Only single flows have it: connection tracking does not carry it over to conversations.')
        : t('Only conversations have it: connection tracking makes it of all their flows.')}
    </EmptyState>
  );
}
