import { Skeleton } from '@patternfly/react-core';
import { useRef } from 'react';

import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { parseConversationKey } from '#model/conversation/identity.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { useConfig } from '../../data/useConfig.ts';
import { useConversation } from '../../data/useConversation.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { EventTable } from '../../ui/traffic/EventTable.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { Directions } from './Directions.tsx';
import { FlowsTab } from './FlowsTab.tsx';
import { HowKnown, startWords } from './HowKnown.tsx';
import type { PanelTabContent } from './PanelFrame.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { PeersText } from './PeersText.tsx';
import { RawTab } from './RawTab.tsx';
import { flowBalance } from './reconciliation.ts';
import { ReconciliationNotice } from './ReconciliationNotice.tsx';
import type { PanelProps } from './SidePanel.tsx';

/** How often the panel asks again for a conversation that is open, in ms. */
const REFRESH_MS = 15_000;

/** Shown in the comparison of both directions, or in the head. */
const HIDDEN_FIELDS = [
  '_IsFirst',
  '_IsStartSeen',
  '_Events',
  'Bytes',
  'Bytes_AB',
  'Bytes_BA',
  'Packets',
  'Packets_AB',
  'Packets_BA',
];

type ConversationPanelProps = PanelProps & {
  readonly conversationKey: string;
  readonly span: TimeSpan;
};

/** One conversation: what it is, its events, and the flows that it is made of. */
export function ConversationPanel({
  conversationKey,
  span,
  filter,
  onFilter,
  onSelect,
  ...frame
}: ConversationPanelProps) {
  const t = useT();
  const heading = useRef<HTMLSpanElement>(null);
  const isRecorded = useConfig().data?.recording?.timeline === 'recorded';
  const { data, error, refresh } = useConversation(conversationKey, {
    refreshMs: isRecorded ? undefined : REFRESH_MS,
  });
  const id = data?.conversation.id ?? parseConversationKey(conversationKey)?.id ?? conversationKey;
  const title = t('Conversation {{id}}', { id });

  if (data === undefined) {
    const state =
      error === undefined ? (
        <Skeleton screenreaderText={t('Loading')} height="12rem" />
      ) : (
        <ErrorState title={t('The conversation could not be loaded')} error={error} onRetry={refresh} />
      );
    return (
      <PanelFrame
        title={title}
        heading={heading}
        tabs={[{ id: 'details', title: t('Details'), content: state }]}
        {...frame}
      />
    );
  }
  const { conversation, before, after } = data;
  const follow = (key: string) => {
    // What was pressed goes away with this conversation.
    heading.current?.focus({ preventScroll: true });
    onSelect({ kind: 'conversation', key });
  };
  return (
    <PanelFrame
      title={title}
      heading={heading}
      subtitle={<PeersText record={conversation.latest} />}
      notice={<ReconciliationNotice balance={flowBalance(data, span)} />}
      tabs={[
        {
          id: 'details',
          title: t('Details'),
          content: (
            <DetailsTab
              record={conversationRecord(conversation)}
              hidden={HIDDEN_FIELDS}
              after={{
                conversation: (
                  <>
                    <HowKnown {...{ conversation, isRecorded, before, after }} onFollow={follow} />
                    <Directions conversation={conversation} />
                  </>
                ),
              }}
              filter={filter}
              onFilter={onFilter}
            />
          ),
        },
        ...contents(data, t),
      ]}
      {...frame}
    />
  );
}

type ConversationDetails = NonNullable<ReturnType<typeof useConversation>['data']>;

function contents(data: ConversationDetails, t: Translate): readonly PanelTabContent[] {
  const { conversation, events } = data;
  return [
    {
      id: 'events',
      title: t('Events'),
      content: (
        <>
          {!conversation.isStartSeen && (
            <p className="netobserv-plugin__muted">{startWords(conversation, t)}</p>
          )}
          <EventTable events={events.map(({ record }) => record)} startMs={conversation.startMs} />
        </>
      ),
    },
    {
      id: 'flows',
      title: t('Flows'),
      content: <FlowsTab {...data} />,
    },
    { id: 'raw', title: t('Raw'), content: <RawTab record={conversation.latest} /> },
  ];
}
