import type { Conversation } from '#model/conversation/conversation.ts';
import type { LogType } from '#model/event.ts';
import type { KeyedRecord, Selection, Sort } from '#model/view.ts';
import { ConversationTable } from './ConversationTable.tsx';
import { FlowTable } from './FlowTable.tsx';
import type { NoTrafficActions } from './NoTraffic.tsx';
import { NoTraffic } from './NoTraffic.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';

type TrafficTableProps = {
  readonly logType: LogType;
  /** Listed for `allConnections`; absent until the first answer. */
  readonly conversations?: { readonly items: readonly Conversation[]; readonly total: number } | undefined;
  /** Listed for `flowLog`; absent until the first answer. */
  readonly records?: readonly KeyedRecord[] | undefined;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selection?: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** The rows answer an older question. */
  readonly isStale: boolean;
  /** What to offer when there is nothing. */
  readonly emptyActions?: NoTrafficActions | undefined;
  /**
   * Names this place in history (react-router's `location.key`): going back to it shows the table scrolled
   * and opened as it was left.
   */
  readonly memoryName?: string | undefined;
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
