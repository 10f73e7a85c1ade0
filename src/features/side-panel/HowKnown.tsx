import { List, ListItem } from '@patternfly/react-core';

import type { Conversation } from '#model/conversation/conversation.ts';
import { useT } from '../../ui/i18n.ts';

import './side-panel.css';

/** How the start, the end and the direction of a conversation are known. */
export function HowKnown({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const { isStartSeen, status, bytesBA, packetsBA } = conversation;
  return (
    <List isPlain className="netobserv-plugin__how-known netobserv-plugin__muted netobserv-plugin__small">
      <ListItem>
        {isStartSeen
          ? t('Start: its first event was seen.')
          : t('Start: not seen. It began before what is recorded; numbers count from its true start.')}
      </ListItem>
      <ListItem>
        {status === 'ended'
          ? t(
              'End: an end event was seen. Connections mostly end by silence, some seconds after their last flow.',
            )
          : t('End: none seen yet.')}
      </ListItem>
      {bytesBA === 0 && packetsBA === 0 && (
        <ListItem>
          {status === 'ended'
            ? t('One direction only: nothing was seen from destination to source.')
            : t('One direction so far: no event has told of anything from destination to source yet.')}
        </ListItem>
      )}
    </List>
  );
}
