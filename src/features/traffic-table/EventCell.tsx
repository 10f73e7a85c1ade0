import type { Conversation } from '#model/conversation/conversation.ts';
import { recordTypeOf } from '#model/event.ts';
import { HoverText } from '../../ui/HoverText.tsx';
import { useT } from '../../ui/i18n.ts';
import { eventWords } from '../../ui/traffic/event-words.ts';
import { StatusText } from '../../ui/traffic/StatusText.tsx';

import './traffic-table.css';

/** Whether a conversation goes on, and the latest that connection tracking said of it. */
export function EventCell({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const words = eventWords(recordTypeOf(conversation.latest), t);
  return (
    <HoverText full={words}>
      <StatusText status={conversation.status} />
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {words}
      </span>
    </HoverText>
  );
}
