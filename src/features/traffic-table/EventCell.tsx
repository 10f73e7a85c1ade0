import type { Conversation } from '#model/conversation/conversation.ts';
import { recordTypeOf } from '#model/event.ts';
import { HoverText } from '../../ui/HoverText.tsx';
import { eventWords } from '../../ui/traffic/event-words.ts';
import { StatusText } from '../../ui/traffic/StatusText.tsx';
import type { Writing } from '../../ui/writing.ts';

type EventCellProps = { readonly conversation: Conversation; readonly writing: Writing };

/** Whether a conversation goes on, and the latest that connection tracking said of it. */
export function EventCell({ conversation, writing }: EventCellProps) {
  const { t } = writing;
  const words = eventWords(recordTypeOf(conversation.latest), t);
  const isEndUnread = conversation.unread?.end;
  const unread = t('How it went on was not read: it may have ended, and its numbers may have grown.');
  return (
    <HoverText full={isEndUnread === true ? unread : words} isMore={isEndUnread === true}>
      <StatusText status={conversation.status} isEndUnread={isEndUnread} writing={writing} />
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {words}
      </span>
    </HoverText>
  );
}
