import type { Conversation } from '#model/conversation/conversation.ts';
import type { LogType } from '#model/event.ts';
import type { KeyedRecord } from '#model/view.ts';
import { ConversationTable } from './ConversationTable.tsx';
import { FlowTable } from './FlowTable.tsx';
import type { NoTrafficActions } from './NoTraffic.tsx';
import { NoTraffic } from './NoTraffic.tsx';
import type { TableProps } from './table-props.ts';
import { TableSkeleton } from './TableSkeleton.tsx';
import type { CellFiltering } from './useCellChoices.ts';
import { useCellChoices } from './useCellChoices.ts';

type TrafficTableProps = Omit<TableProps<unknown>, 'items' | 'choicesOf'> & {
  readonly logType: LogType;
  /** Listed for `allConnections`; absent until the first answer. */
  readonly conversations?: { readonly items: readonly Conversation[]; readonly total: number } | undefined;
  /** Listed for `flowLog`; absent until the first answer. */
  readonly records?: readonly KeyedRecord[] | undefined;
  /** What cells filter with; left out: they offer nothing. */
  readonly filtering?: CellFiltering | undefined;
  /** False where the backend holds more than was read. */
  readonly isReadWhole?: boolean;
  /** What to offer when there is nothing. */
  readonly emptyActions?: NoTrafficActions | undefined;
};

/** The rows of the page: one a conversation, or one a flow log. Fills the height it is given. */
export function TrafficTable({
  logType,
  conversations,
  records,
  filtering,
  isReadWhole = true,
  emptyActions = {},
  ...table
}: TrafficTableProps) {
  const choicesOf = useCellChoices(filtering);
  const items = logType === 'allConnections' ? conversations?.items : records;
  if (items === undefined) {
    return <TableSkeleton />;
  }
  if (items.length === 0) {
    return <NoTraffic logType={logType} isReadWhole={isReadWhole} actions={emptyActions} />;
  }
  return logType === 'allConnections' ? (
    <ConversationTable items={conversations?.items ?? []} choicesOf={choicesOf} {...table} />
  ) : (
    <FlowTable items={records ?? []} choicesOf={choicesOf} {...table} />
  );
}
