import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { TrafficRecord } from '#model/flow.ts';
import { useT } from '../i18n.ts';
import { formatTimeOfDay, isoInstant } from '../time-format.ts';
import type { Format } from '../useFormat.ts';
import { useFormat } from '../useFormat.ts';
import { useLocale } from '../useLocale.ts';
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

const CELL = 'netobserv-plugin__events-cell';
const NUMBER = `${CELL} netobserv-plugin__events-number`;

/** The life of a conversation: each event with the totals at that moment, and below what came since the last. */
export function EventTable({ events, startMs }: EventTableProps) {
  const t = useT();
  const format = useFormat();
  const steps = eventSteps(events);
  const areManyObservers = new Set(steps.map(({ observer }) => observer)).size > 1;
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
          <Th className={CELL}>{t('Event / Type')}</Th>
          <Th className={CELL}>{t('Time')}</Th>
          <Th className={NUMBER}>{t('Bytes')}</Th>
          <Th className={NUMBER}>{t('Packets')}</Th>
          <Th className={NUMBER}>{t('Flows')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {steps.map(({ type, observer, atMs, bytes, packets, flows }, index) => (
          <Tr key={`${type} ${atMs ?? ''} ${index}`}>
            <Td className={CELL} tooltip={null}>
              {eventWords(type, t)}
              {areManyObservers && observer !== undefined && <Note>{observer}</Note>}
            </Td>
            <Td className={CELL} tooltip={null}>
              <EventTime ms={atMs} startMs={startMs} />
            </Td>
            <Counter step={bytes} write={format.bytes} />
            <Counter step={packets} write={format.count} />
            <Counter step={flows} write={format.count} />
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** The time of day, and below how long after the start. */
function EventTime({ ms, startMs }: { readonly ms: number | undefined; readonly startMs: number }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const iso = ms === undefined ? undefined : isoInstant(ms);
  if (ms === undefined || iso === undefined) {
    return null;
  }
  return (
    <time dateTime={iso} title={iso} className="netobserv-plugin__tabular">
      {formatTimeOfDay(ms, locale)}
      <Note>{t('{{duration}} after start', { duration: format.milliseconds(ms - startMs) })}</Note>
    </time>
  );
}

type CounterProps = { readonly step: Step; readonly write: Format['count'] };

/** The total, and below what was added; nothing is said of nothing. */
function Counter({ step, write }: CounterProps) {
  const t = useT();
  return (
    <Td tooltip={null} className={NUMBER}>
      {write(step.total)}
      {step.added > 0 && <Note>{t('+{{amount}}', { amount: write(step.added) })}</Note>}
    </Td>
  );
}

function Note({ children }: { readonly children: string }) {
  return (
    <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
      {children}
    </span>
  );
}
