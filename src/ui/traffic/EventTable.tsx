import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { TrafficRecord } from '#model/flow.ts';
import { useT } from '../i18n.ts';
import { TimeText } from '../TimeText.tsx';
import type { Format } from '../useFormat.ts';
import { useFormat } from '../useFormat.ts';
import type { Step } from './event-steps.ts';
import { eventSteps } from './event-steps.ts';
import { eventWords } from './event-words.ts';

import './traffic.css';

type EventTableProps = {
  /** Of one instance, oldest first. */
  readonly events: readonly TrafficRecord[];
  /** Start of the conversation, in ms since the epoch: times are also given from there. */
  readonly startMs: number;
};

/** The life of a conversation: each event with the totals at that moment and what came since the one before. */
export function EventTable({ events, startMs }: EventTableProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Table
      role="table"
      variant="compact"
      borders={false}
      isNested
      gridBreakPoint=""
      aria-label={t('Events of the conversation')}
      className="netobserv-plugin__events"
    >
      <Thead>
        <Tr>
          <Th>{t('Event / Type')}</Th>
          <Th>{t('Time')}</Th>
          <Th>{t('Since start')}</Th>
          <Th className="netobserv-plugin__events-number">{t('Bytes')}</Th>
          <Th className="netobserv-plugin__events-number">{t('Packets')}</Th>
          <Th className="netobserv-plugin__events-number">{t('Flows')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {eventSteps(events).map(({ type, atMs, bytes, packets, flows }, index) => (
          <Tr key={`${type} ${atMs ?? ''} ${index}`}>
            <Td tooltip={null}>{eventWords(type, t)}</Td>
            <Td tooltip={null}>
              <TimeText ms={atMs} layout="line" />
            </Td>
            <Td tooltip={null}>{atMs === undefined ? '' : `+${format.milliseconds(atMs - startMs)}`}</Td>
            <Counter step={bytes} write={format.bytes} />
            <Counter step={packets} write={format.count} />
            <Counter step={flows} write={format.count} />
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

type CounterProps = { readonly step: Step; readonly write: Format['count'] };

/** The total, and what was added in brackets: nothing is said of nothing. */
function Counter({ step, write }: CounterProps) {
  const t = useT();
  return (
    <Td tooltip={null} className="netobserv-plugin__events-number">
      {write(step.total)}{' '}
      <span className="netobserv-plugin__events-added netobserv-plugin__muted">
        {step.added > 0 && step.added !== step.total && (
          <span aria-label={t('{{amount}} added', { amount: write(step.added) })}>+{write(step.added)}</span>
        )}
      </span>
    </Td>
  );
}
