import { Tooltip } from '@patternfly/react-core';
import { HistoryIcon } from '@patternfly/react-icons';

import type { Conversation } from '#model/conversation/conversation.ts';
import { useT } from '../../ui/i18n.ts';
import { TimeText } from '../../ui/TimeText.tsx';

import './traffic-table.css';

/** When a conversation was first seen; marked when it is known to have begun before that. */
export function FirstSeenCell({
  conversation: { startMs, isStartSeen },
}: {
  readonly conversation: Conversation;
}) {
  const t = useT();
  const words = t('Began before what is recorded');
  return (
    <span className="netobserv-plugin__first-seen">
      <TimeText ms={startMs} layout="lines" />
      {!isStartSeen && (
        <Tooltip content={words} aria="none">
          <span className="netobserv-plugin__muted">
            <HistoryIcon aria-hidden="true" />
            <span className="netobserv-plugin__visually-hidden">{words}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}
