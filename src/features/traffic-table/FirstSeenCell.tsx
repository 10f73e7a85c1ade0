import { Tooltip } from '@patternfly/react-core';
import { HistoryIcon } from '@patternfly/react-icons';

import type { Conversation } from '#model/conversation/conversation.ts';
import { useT } from '../../ui/i18n.ts';
import { TimeText } from '../../ui/TimeText.tsx';

/** When a conversation was first seen; marked when it is known to have begun before that. */
export function FirstSeenCell({
  conversation: { startMs, isStartSeen },
}: {
  readonly conversation: Conversation;
}) {
  return <TimeText ms={startMs} layout="lines" note={isStartSeen ? undefined : <BeganBefore />} />;
}

function BeganBefore() {
  const t = useT();
  const words = t('Began before what is recorded');
  return (
    <Tooltip content={words} aria="none">
      <span>
        <HistoryIcon aria-hidden="true" />
        <span className="netobserv-plugin__visually-hidden">{words}</span>
      </span>
    </Tooltip>
  );
}
