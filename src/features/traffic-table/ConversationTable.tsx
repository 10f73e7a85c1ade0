import { Skeleton } from '@patternfly/react-core';
import { useMemo } from 'react';

import type { Conversation } from '#model/conversation/conversation.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { ordered } from '#model/order/ordering.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { VirtualTable } from '../../ui/virtual-table/VirtualTable.tsx';
import { recordOf } from './conversation-record.ts';
import type { TableProps } from './table-props.ts';
import { useChosenColumns } from './useChosenColumns.ts';
import { useConversationColumns } from './useConversationColumns.tsx';

const CONVERSATION_DETAIL = new LazyCode(
  async () => (await import(/* webpackChunkName: "details" */ './ConversationDetail.tsx')).ConversationDetail,
);

/**
 * One row a conversation instance; a row opens to its events.
 *
 * The backend orders them, as it knows those beyond the limit too; here they are ordered once more for
 * backends that cannot.
 */
export function ConversationTable({
  items,
  sort,
  onSelect,
  selection,
  view,
  ...rest
}: TableProps<Conversation>) {
  const t = useT();
  const standard = useConversationColumns();
  const columns = useChosenColumns({ logType: 'allConnections', standard, table: FIELD_TABLE, view });
  const sorted = useMemo(() => ordered(items, CONVERSATION_ORDERINGS, sort), [items, sort]);
  return (
    <VirtualTable
      label={t('Conversations')}
      columns={columns}
      items={sorted}
      keyOf={keyOf}
      sort={sort}
      density={view.density}
      selectedKey={selection?.kind === 'conversation' ? selection.key : undefined}
      onOpen={(key) => onSelect({ kind: 'conversation', key })}
      onClose={() => onSelect(undefined)}
      detail={detail}
      {...rest}
    />
  );
}

const FIELD_TABLE = { recordOf, orderings: CONVERSATION_ORDERINGS };

function keyOf({ key }: Conversation): string {
  return key;
}

function detail(conversation: Conversation) {
  return (
    <LazyPart lazy={CONVERSATION_DETAIL} waiting={<LoadingEvents />}>
      {(ConversationDetail) => <ConversationDetail conversation={conversation} />}
    </LazyPart>
  );
}

function LoadingEvents() {
  const t = useT();
  return <Skeleton screenreaderText={t('Loading events')} height="6rem" />;
}
