import { List, ListItem } from '@patternfly/react-core';

import type { Conversation, ConversationStatus } from '#model/conversation/conversation.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { NeighbourLinks } from './NeighbourItems.tsx';
import { NeighbourItems } from './NeighbourItems.tsx';

import './side-panel.css';

type HowKnownProps = NeighbourLinks & {
  readonly conversation: Conversation;
  /** Whether it is of a recording that is over: what is open then was cut by its end. */
  readonly isRecorded: boolean;
};

/** How the start, the end and the direction of a conversation are known, and where its ID was seen besides. */
export function HowKnown({ conversation, isRecorded, ...neighbours }: HowKnownProps) {
  const t = useT();
  const { status, observers, bytesBA, packetsBA } = conversation;
  return (
    <List isPlain className="netobserv-plugin__how-known netobserv-plugin__muted netobserv-plugin__small">
      <ListItem>{startWords(conversation, t)}</ListItem>
      <ListItem>{endWords(status, isRecorded, t)}</ListItem>
      {bytesBA === 0 && packetsBA === 0 && (
        <ListItem>
          {status === 'ended' || isRecorded
            ? t('One direction only: nothing was seen from destination to source.')
            : t('One direction so far: no event has told of anything from destination to source yet.')}
        </ListItem>
      )}
      {observers.length > 1 && (
        <ListItem>
          {t(
            'Tracked on several nodes, by the agents {{agents}}: the numbers are those of the first, and none saw more.',
            { agents: observers.join(', ') },
          )}
        </ListItem>
      )}
      <NeighbourItems {...neighbours} />
    </List>
  );
}

function endWords(status: ConversationStatus, isRecorded: boolean, t: Translate): string {
  if (status === 'ended') {
    return t(
      'End: an end event was seen. Connections mostly end by silence, some seconds after their last flow.',
    );
  }
  return isRecorded
    ? t('End: not seen. The recording stops while it may still be going on.')
    : t('End: none seen yet.');
}

/** How the start of a conversation is known, as a sentence. */
export function startWords({ isStartSeen, unread }: Conversation, t: Translate): string {
  if (isStartSeen) {
    return t('Start: its first event was seen.');
  }
  return unread?.start === true
    ? t('Start: its first event could not be read.')
    : t('Start: not seen. It began before what is recorded; numbers count from its true start.');
}
