import { Skeleton } from '@patternfly/react-core';

import type { Conversation } from '#model/conversation/conversation.ts';
import { useConversation } from '../../data/useConversation.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useT } from '../../ui/i18n.ts';
import { EventTable } from '../../ui/traffic/EventTable.tsx';

/** What a conversation's line opens to: its events. */
export function ConversationDetail({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const { data, error, refresh } = useConversation(conversation.key);
  if (data !== undefined) {
    return (
      <EventTable events={data.events.map(({ record }) => record)} startMs={data.conversation.startMs} />
    );
  }
  return error === undefined ? (
    <Skeleton screenreaderText={t('Loading events')} height="6rem" />
  ) : (
    <ErrorState title={t('The events could not be loaded')} error={error} onRetry={refresh} />
  );
}
