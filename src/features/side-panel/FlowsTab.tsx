import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Static } from 'typebox';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Reconciliation } from '#model/wire/conversations.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatTimeOfDay, isoInstant } from '../../ui/time-format.ts';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useWriting } from '../../ui/writing.ts';

import './side-panel.css';

/** As many as are read in a panel; "Show flows" lists them all. */
const MOST_ROWS = 200;

type FlowsTabProps = {
  readonly conversation: Conversation;
  /** Oldest first: all of them, or the first, or the newest. */
  readonly flows: readonly KeyedRecord[];
  /** Whether there are more. */
  readonly areFlowsCut: boolean;
  /** Whether not all were read; those that were are the newest. */
  readonly areFlowsUnread: boolean;
  /** How many are a second observer's. */
  readonly secondObservers: number;
  readonly reconciliation: Static<typeof Reconciliation>;
};

const CELL = 'netobserv-plugin__panel-cell';
const NUMBER = `${CELL} netobserv-plugin__panel-number`;

/** The flow logs that a conversation is made of, with the way that each went. */
export function FlowsTab({
  conversation,
  flows,
  areFlowsCut,
  areFlowsUnread,
  secondObservers,
  reconciliation,
}: FlowsTabProps) {
  const writing = useWriting();
  const { t, format } = writing;
  const listed = flows.filter(({ record }) => record['Duplicate'] !== true);
  const rows = areFlowsUnread ? listed.slice(-MOST_ROWS) : listed.slice(0, MOST_ROWS);
  const shown = format.count(rows.length);
  const { numFlowLogs, flowsFound, duplicates } = reconciliation;
  const stored = flowsFound + duplicates - secondObservers;
  if (flows.length === 0) {
    return <EmptyState title={t('No flows of this conversation are stored')} />;
  }
  return (
    <>
      <Table
        role="table"
        variant="compact"
        borders={false}
        gridBreakPoint=""
        aria-label={t('Flows of the conversation')}
        className="netobserv-plugin__panel-table"
      >
        <Thead>
          <Tr>
            <Th className={CELL}>{t('End time')}</Th>
            <Th className={CELL}>{t('Direction')}</Th>
            <Th className={NUMBER}>{t('Bytes')}</Th>
            <Th className={NUMBER}>{t('Packets')}</Th>
            <Th className={CELL}>{t('TCP flags')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map(({ key, record }) => (
            <Tr key={key}>
              <Td tooltip={null} className={CELL}>
                <EndTime record={record} />
              </Td>
              <Td tooltip={null} className={CELL} modifier="nowrap">
                {isFromSource(record, conversation.latest) ? t('To destination') : t('To source')}
              </Td>
              <Td tooltip={null} className={NUMBER}>
                {format.bytes(numberField(record, 'Bytes') ?? 0)}
              </Td>
              <Td tooltip={null} className={NUMBER}>
                {format.count(numberField(record, 'Packets') ?? 0)}
              </Td>
              <Td tooltip={null} className={CELL}>
                <FieldValue record={record} field="Flags" writing={writing} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {secondObservers > 0 && (
        <p className="netobserv-plugin__muted">
          {areFlowsUnread
            ? t('Flows of a second observer of the same traffic are left out')
            : t('{{count}} flows of a second observer of the same traffic are left out', {
                count: secondObservers,
              })}
        </p>
      )}
      {(areFlowsCut || listed.length > MOST_ROWS) && (
        <p className="netobserv-plugin__muted">
          {areFlowsUnread
            ? t('The newest {{shown}} of {{count}} flows', { shown, count: Math.max(stored, numFlowLogs) })
            : t('The first {{shown}} of {{count}} flows', { shown, count: stored })}
        </p>
      )}
    </>
  );
}

/** Whether a flow went from A, the end that opened the conversation, to B. */
function isFromSource(flow: TrafficRecord, conversation: TrafficRecord): boolean {
  return (
    textField(flow, 'SrcAddr') === textField(conversation, 'SrcAddr') &&
    numberField(flow, 'SrcPort') === numberField(conversation, 'SrcPort')
  );
}

function EndTime({ record }: { readonly record: TrafficRecord }) {
  const locale = useLocale();
  const ms = numberField(record, 'TimeFlowEndMs');
  const iso = ms === undefined ? undefined : isoInstant(ms);
  return ms === undefined || iso === undefined ? null : (
    <time dateTime={iso} title={iso} className="netobserv-plugin__tabular">
      {formatTimeOfDay(ms, locale)}
    </time>
  );
}
