import { useMemo } from 'react';

import type { Conversation } from '#model/conversation/conversation.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { ConversationId } from '../../ui/traffic/ConversationId.tsx';
import type { Writing } from '../../ui/writing.ts';
import { useWriting } from '../../ui/writing.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import { Amount } from './Amount.tsx';
import { amountCellValues, fieldCellValues, timeCellValues } from './cell-values.ts';
import { recordOf } from './conversation-record.ts';
import { DirectionCell } from './DirectionCell.tsx';
import { EventCell } from './EventCell.tsx';
import { FirstSeenCell } from './FirstSeenCell.tsx';
import { peerColumns } from './peer-columns.ts';
import { ProtocolCell } from './ProtocolCell.tsx';

/** The columns of the table of conversations. */
export function useConversationColumns(): readonly Column<Conversation>[] {
  const writing = useWriting();
  return useMemo(() => [...what(writing), ...who(writing), ...when(writing), ...amounts(writing)], [writing]);
}

function what(writing: Writing): readonly Column<Conversation>[] {
  const { t } = writing;
  const fieldsOf = readFields(writing);
  return [
    {
      id: 'RecordType',
      label: t('Event / Type'),
      width: 6.375,
      sorts: [{ key: 'status', label: t('Status'), first: 'desc' }],
      cell: (conversation) => <EventCell conversation={conversation} writing={writing} />,
      values: fieldsOf('_Status'),
    },
    {
      id: '_HashId',
      label: t('Conversation ID'),
      width: 6.125,
      sorts: [{ key: 'id', label: t('Conversation ID'), first: 'asc' }],
      cell: ({ id }) => <ConversationId id={id} writing={writing} />,
      values: fieldsOf('_HashId'),
    },
  ];
}

function when(writing: Writing): readonly Column<Conversation>[] {
  const { t, format } = writing;
  const amountsOf = readAmounts(writing);
  return [
    {
      id: 'StartTime',
      label: t('First seen'),
      width: 5.875,
      sorts: [{ key: 'start', label: t('First seen'), first: 'desc' }],
      cell: (conversation) => <FirstSeenCell conversation={conversation} writing={writing} />,
      values: ({ startMs }) => timeCellValues(t('First seen'), startMs, writing),
    },
    {
      id: 'EndTime',
      label: t('Last seen'),
      width: 5.875,
      sorts: [{ key: 'end', label: t('Last seen'), first: 'desc' }],
      cell: ({ endMs }) => <TimeText ms={endMs} layout="lines" writing={writing} />,
      values: ({ endMs }) => timeCellValues(t('Last seen'), endMs, writing),
    },
    {
      id: 'FlowDuration',
      label: t('Duration'),
      width: 4.375,
      sorts: [{ key: 'duration', label: t('Duration'), first: 'desc' }],
      cell: ({ startMs, endMs }) => (
        <Amount value={endMs - startMs} write={format.milliseconds} writing={writing} />
      ),
      values: amountsOf('_DurationMs'),
    },
  ];
}

function who(writing: Writing): readonly Column<Conversation>[] {
  const { t } = writing;
  const fieldsOf = readFields(writing);
  return [
    ...peerColumns(writing, ({ latest }: Conversation) => latest),
    {
      id: 'Proto',
      label: t('Protocol'),
      width: 4.25,
      sorts: [{ key: 'protocol', label: t('Protocol'), first: 'asc' }],
      cell: ({ latest }) => <ProtocolCell record={latest} writing={writing} />,
      values: fieldsOf('Proto', 'IcmpType', 'IcmpCode'),
    },
  ];
}

function amounts(writing: Writing): readonly Column<Conversation>[] {
  const { t, format } = writing;
  const amountsOf = readAmounts(writing);
  return [
    {
      id: 'Bytes',
      label: t('Bytes'),
      width: 7,
      isNumeric: true,
      sorts: [
        { key: 'bytes', label: t('Total'), first: 'desc' },
        { key: 'bytesAB', label: t('Source to destination'), first: 'desc' },
        { key: 'bytesBA', label: t('Destination to source'), first: 'desc' },
      ],
      cell: ({ bytes, bytesAB, bytesBA }) => (
        <DirectionCell
          total={bytes}
          ab={bytesAB}
          ba={bytesBA}
          write={format.bytes}
          writeFull={(amount) => t('{{amount}} bytes', { amount: format.count(amount) })}
          writing={writing}
        />
      ),
      values: amountsOf('Bytes', 'Bytes_AB', 'Bytes_BA'),
    },
    {
      id: 'Packets',
      label: t('Packets'),
      width: 5.375,
      isNumeric: true,
      sorts: [
        { key: 'packets', label: t('Total'), first: 'desc' },
        { key: 'packetsAB', label: t('Source to destination'), first: 'desc' },
        { key: 'packetsBA', label: t('Destination to source'), first: 'desc' },
      ],
      cell: ({ packets, packetsAB, packetsBA }) => (
        <DirectionCell
          total={packets}
          ab={packetsAB}
          ba={packetsBA}
          write={format.shortCount}
          writeFull={(amount) => t('{{amount}} packets', { amount: format.count(amount) })}
          writing={writing}
        />
      ),
      values: amountsOf('Packets', 'Packets_AB', 'Packets_BA'),
    },
    {
      id: 'numFlowLogs',
      label: t('Flows'),
      width: 3.625,
      isNumeric: true,
      sorts: [{ key: 'flows', label: t('Flows'), first: 'desc' }],
      cell: ({ flows }) => <Amount value={flows} write={format.count} writing={writing} />,
      values: amountsOf('numFlowLogs'),
    },
  ];
}

/** Reads values of fields from a conversation as filters see it. */
function readFields(writing: Writing) {
  return (...fields: readonly string[]) =>
    (conversation: Conversation) =>
      fieldCellValues(recordOf(conversation), fields, writing);
}

/** Reads amounts from a conversation as filters see it. */
function readAmounts(writing: Writing) {
  return (...fields: readonly string[]) =>
    (conversation: Conversation) =>
      amountCellValues(recordOf(conversation), fields, writing);
}
