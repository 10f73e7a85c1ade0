import { useMemo } from 'react';

import { conversationIdOf, recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import { Absent } from '../../ui/Absent.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { ConversationId } from '../../ui/traffic/ConversationId.tsx';
import { eventWords } from '../../ui/traffic/event-words.ts';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import type { Writing } from '../../ui/writing.ts';
import { useWriting } from '../../ui/writing.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import { Amount } from './Amount.tsx';
import { amountCellValues, fieldCellValues, timeCellValues } from './cell-values.ts';
import { DnsCell } from './DnsCell.tsx';
import { flowDuration } from './flow-orderings.ts';
import { peerColumns } from './peer-columns.ts';
import { ProtocolAndFlagsCell } from './ProtocolCell.tsx';

/** What the column of the protocol shows; the last two of ICMP, where there are no flags. */
const PROTOCOL_FIELDS = ['Proto', 'Flags', 'IcmpType', 'IcmpCode'];

/** The columns of the table of flow logs. */
export function useFlowColumns(): readonly Column<KeyedRecord>[] {
  const writing = useWriting();
  return useMemo(
    () => [...whenAndWhat(writing), ...peerColumns(writing, recordOf), ...how(writing), ...amounts(writing)],
    [writing],
  );
}

function recordOf({ record }: KeyedRecord): TrafficRecord {
  return record;
}

function whenAndWhat(writing: Writing): readonly Column<KeyedRecord>[] {
  const { t } = writing;
  return [
    {
      id: 'EndTime',
      label: t('End time'),
      width: 5.875,
      sorts: [{ key: 'end', label: t('End time'), first: 'desc' }],
      cell: ({ record }) => (
        <TimeText ms={numberField(record, 'TimeFlowEndMs')} layout="lines" writing={writing} />
      ),
      values: ({ record }) => timeCellValues(t('End time'), numberField(record, 'TimeFlowEndMs'), writing),
    },
    {
      id: 'RecordType',
      label: t('Event / Type'),
      width: 4,
      sorts: [{ key: 'type', label: t('Event / Type'), first: 'asc' }],
      cell: ({ record }) => eventWords(recordTypeOf(record), t),
      values: ({ record }) => fieldCellValues(record, ['_RecordType'], writing),
    },
    {
      id: '_HashId',
      label: t('Conversation ID'),
      width: 6.125,
      sorts: [{ key: 'id', label: t('Conversation ID'), first: 'asc' }],
      cell: ({ record }) => <IdCell record={record} writing={writing} />,
      values: ({ record }) => fieldCellValues(record, ['_HashId'], writing),
    },
  ];
}

function how(writing: Writing): readonly Column<KeyedRecord>[] {
  const { t } = writing;
  return [
    {
      id: 'Proto',
      label: t('Protocol'),
      width: 6.25,
      sorts: [
        { key: 'protocol', label: t('Protocol'), first: 'asc' },
        { key: 'flags', label: t('TCP flags'), first: 'asc' },
      ],
      cell: ({ record }) => <ProtocolAndFlagsCell record={record} writing={writing} />,
      values: ({ record }) => fieldCellValues(record, PROTOCOL_FIELDS, writing),
    },
    {
      id: 'FlowDirection',
      label: t('Direction'),
      width: 5,
      sorts: [{ key: 'direction', label: t('Direction'), first: 'asc' }],
      cell: ({ record }) => <SightCell record={record} writing={writing} />,
      values: ({ record }) => fieldCellValues(record, ['FlowDirection'], writing),
    },
  ];
}

function amounts(writing: Writing): readonly Column<KeyedRecord>[] {
  const { t, format } = writing;
  return [
    {
      id: 'Bytes',
      label: t('Bytes'),
      width: 4.5,
      isNumeric: true,
      sorts: [{ key: 'bytes', label: t('Bytes'), first: 'desc' }],
      cell: ({ record }) => (
        <Amount value={numberField(record, 'Bytes')} write={format.bytes} writing={writing} />
      ),
      values: ({ record }) => amountCellValues(record, ['Bytes'], writing),
    },
    {
      id: 'Packets',
      label: t('Packets'),
      width: 4.75,
      isNumeric: true,
      sorts: [{ key: 'packets', label: t('Packets'), first: 'desc' }],
      cell: ({ record }) => (
        <Amount value={numberField(record, 'Packets')} write={format.count} writing={writing} />
      ),
      values: ({ record }) => amountCellValues(record, ['Packets'], writing),
    },
    {
      id: 'FlowDuration',
      label: t('Duration'),
      width: 4.75,
      isNumeric: true,
      sorts: [{ key: 'duration', label: t('Duration'), first: 'desc' }],
      cell: ({ record }) => (
        <Amount value={flowDuration(record)} write={format.milliseconds} writing={writing} />
      ),
    },
    {
      id: 'TimeFlowRttMs',
      label: t('RTT'),
      width: 4.25,
      isNumeric: true,
      sorts: [{ key: 'rtt', label: t('Round-trip time'), first: 'desc' }],
      cell: ({ record }) => (
        <Amount value={numberField(record, 'TimeFlowRttNs')} write={format.nanoseconds} writing={writing} />
      ),
      values: ({ record }) => amountCellValues(record, ['TimeFlowRttNs'], writing),
    },
    {
      id: 'DNSLatency',
      label: t('DNS'),
      width: 5,
      sorts: [
        { key: 'dnsLatency', label: t('DNS latency'), first: 'desc' },
        { key: 'dnsCode', label: t('Response code'), first: 'asc' },
        { key: 'dnsName', label: t('DNS name'), first: 'asc' },
      ],
      cell: ({ record }) => <DnsCell record={record} writing={writing} />,
      values: ({ record }) => [
        ...fieldCellValues(record, ['DnsName', 'DnsFlagsResponseCode'], writing),
        ...amountCellValues(record, ['DnsLatencyMs'], writing),
      ],
    },
  ];
}

/** Which way the node saw a flow, and whether another one had told of the same traffic: it is not counted then. */
function SightCell({ record, writing }: IdCellProps) {
  return (
    <>
      <FieldValue record={record} field="FlowDirection" writing={writing} />
      {record['Duplicate'] === true && (
        <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
          {writing.t('Second observer')}
        </span>
      )}
    </>
  );
}

type IdCellProps = { readonly record: TrafficRecord; readonly writing: Writing };

function IdCell({ record, writing }: IdCellProps) {
  const id = conversationIdOf(record);
  return id === undefined ? <Absent writing={writing} /> : <ConversationId id={id} writing={writing} />;
}
