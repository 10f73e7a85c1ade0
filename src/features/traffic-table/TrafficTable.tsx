import type { Conversation } from '#model/conversation/conversation.ts';
import type { LogType } from '#model/event.ts';
import type { KeyedRecord } from '#model/view.ts';
import { ConversationTable } from './ConversationTable.tsx';
import { FlowTable } from './FlowTable.tsx';
import type { NoTrafficActions } from './NoTraffic.tsx';
import { NoTraffic } from './NoTraffic.tsx';
import type { TableProps } from './table-props.ts';
import { TableSkeleton } from './TableSkeleton.tsx';

type TrafficTableProps = Omit<TableProps<unknown>, 'items'> & {
  readonly logType: LogType;
  /** Listed for `allConnections`; absent until the first answer. */
  readonly conversations?: { readonly items: readonly Conversation[]; readonly total: number } | undefined;
  /** Listed for `flowLog`; absent until the first answer. */
  readonly records?: readonly KeyedRecord[] | undefined;
  /** What to offer when there is nothing. */
  readonly emptyActions?: NoTrafficActions | undefined;
};

/** The rows of the page: one a conversation, or one a flow log. Fills the height it is given. */
export function TrafficTable({
  logType,
  conversations,
  records,
  emptyActions = {},
  ...table
}: TrafficTableProps) {
  const items = logType === 'allConnections' ? conversations?.items : records;
  if (items === undefined) {
    return <TableSkeleton />;
  }
  if (items.length === 0) {
    return <NoTraffic logType={logType} actions={emptyActions} />;
  }
  return logType === 'allConnections' ? (
    <ConversationTable items={conversations?.items ?? []} {...table} />
  ) : (
    <FlowTable items={records ?? []} {...table} />
  );
}
