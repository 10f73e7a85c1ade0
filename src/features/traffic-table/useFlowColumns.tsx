import { useMemo } from 'react';

import { conversationIdOf, recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import { Absent } from '../../ui/Absent.tsx';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { ConversationId } from '../../ui/traffic/ConversationId.tsx';
import { EndpointText } from '../../ui/traffic/EndpointText.tsx';
import { eventWords } from '../../ui/traffic/event-words.ts';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import type { Format } from '../../ui/useFormat.ts';
import { useFormat } from '../../ui/useFormat.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import { Amount } from './Amount.tsx';
import { DnsCell } from './DnsCell.tsx';
import { endSorts } from './end-sorts.ts';
import { flowDuration } from './flow-orderings.ts';
import { ProtocolAndFlagsCell } from './ProtocolCell.tsx';

/** The columns of the table of flow logs. */
export function useFlowColumns(): readonly Column<KeyedRecord>[] {
  const t = useT();
  const format = useFormat();
  return useMemo(() => [...whenAndWhat(t), ...who(t), ...how(t), ...amounts(t, format)], [t, format]);
}

function whenAndWhat(t: Translate): readonly Column<KeyedRecord>[] {
  return [
    {
      id: 'EndTime',
      label: t('End time'),
      width: 6.25,
      sorts: [{ key: 'end', label: t('End time'), first: 'desc' }],
      cell: ({ record }) => <TimeText ms={numberField(record, 'TimeFlowEndMs')} layout="lines" />,
    },
    {
      id: 'RecordType',
      label: t('Event / Type'),
      width: 4.5,
      sorts: [{ key: 'type', label: t('Event / Type'), first: 'asc' }],
      cell: ({ record }) => eventWords(recordTypeOf(record), t),
    },
    {
      id: '_HashId',
      label: t('Conversation ID'),
      width: 6.5,
      sorts: [{ key: 'id', label: t('Conversation ID'), first: 'asc' }],
      cell: ({ record }) => <IdCell record={record} />,
    },
  ];
}

function who(t: Translate): readonly Column<KeyedRecord>[] {
  return [
    {
      id: 'Src',
      label: t('Source'),
      width: 7.5,
      isFlexible: true,
      sorts: endSorts('src', t),
      cell: ({ record }) => <EndpointText record={record} end="Src" />,
    },
    {
      id: 'Dst',
      label: t('Destination'),
      width: 7.5,
      isFlexible: true,
      sorts: endSorts('dst', t),
      cell: ({ record }) => <EndpointText record={record} end="Dst" />,
    },
  ];
}

function how(t: Translate): readonly Column<KeyedRecord>[] {
  return [
    {
      id: 'Proto',
      label: t('Protocol'),
      width: 7,
      sorts: [
        { key: 'protocol', label: t('Protocol'), first: 'asc' },
        { key: 'flags', label: t('TCP flags'), first: 'asc' },
      ],
      cell: ({ record }) => <ProtocolAndFlagsCell record={record} />,
    },
    {
      id: 'FlowDirection',
      label: t('Direction'),
      width: 5,
      sorts: [{ key: 'direction', label: t('Direction'), first: 'asc' }],
      cell: ({ record }) => <FieldValue record={record} field="FlowDirection" />,
    },
  ];
}

function amounts(t: Translate, format: Format): readonly Column<KeyedRecord>[] {
  return [
    {
      id: 'Bytes',
      label: t('Bytes'),
      width: 4.75,
      isNumeric: true,
      sorts: [{ key: 'bytes', label: t('Bytes'), first: 'desc' }],
      cell: ({ record }) => <Amount value={numberField(record, 'Bytes')} write={format.bytes} />,
    },
    {
      id: 'Packets',
      label: t('Packets'),
      width: 4.75,
      isNumeric: true,
      sorts: [{ key: 'packets', label: t('Packets'), first: 'desc' }],
      cell: ({ record }) => <Amount value={numberField(record, 'Packets')} write={format.count} />,
    },
    {
      id: 'FlowDuration',
      label: t('Duration'),
      width: 4.75,
      isNumeric: true,
      sorts: [{ key: 'duration', label: t('Duration'), first: 'desc' }],
      cell: ({ record }) => <Amount value={flowDuration(record)} write={format.milliseconds} />,
    },
    {
      id: 'TimeFlowRttMs',
      label: t('RTT'),
      width: 4.5,
      isNumeric: true,
      sorts: [{ key: 'rtt', label: t('Round-trip time'), first: 'desc' }],
      cell: ({ record }) => (
        <Amount value={numberField(record, 'TimeFlowRttNs')} write={format.nanoseconds} />
      ),
    },
    {
      id: 'DNSLatency',
      label: t('DNS'),
      width: 5.25,
      sorts: [
        { key: 'dnsLatency', label: t('DNS latency'), first: 'desc' },
        { key: 'dnsCode', label: t('Response code'), first: 'asc' },
        { key: 'dnsName', label: t('DNS name'), first: 'asc' },
      ],
      cell: ({ record }) => <DnsCell record={record} />,
    },
  ];
}

function IdCell({ record }: { readonly record: TrafficRecord }) {
  const id = conversationIdOf(record);
  return id === undefined ? <Absent /> : <ConversationId id={id} />;
}
