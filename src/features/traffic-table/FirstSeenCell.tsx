import { HistoryIcon } from '@patternfly/react-icons';

import type { Conversation } from '#model/conversation/conversation.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Writing } from '../../ui/writing.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const History = consoleIcon(HistoryIcon);

type FirstSeenCellProps = { readonly conversation: Conversation; readonly writing: Writing };

/** When a conversation was first seen; marked when it is known to have begun before that. */
export function FirstSeenCell({ conversation, writing }: FirstSeenCellProps) {
  const { startMs, isStartSeen, unread } = conversation;
  const note = { icon: <History />, words: writing.t('Began before what is recorded') };
  return (
    <TimeText
      ms={startMs}
      layout="lines"
      note={isStartSeen || unread?.start === true ? undefined : note}
      writing={writing}
    />
  );
}
