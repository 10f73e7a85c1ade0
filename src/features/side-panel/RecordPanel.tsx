import { recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useT } from '../../ui/i18n.ts';
import { eventWords } from '../../ui/traffic/event-words.ts';
import { DetailsTab } from './DetailsTab.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { PeersText } from './PeersText.tsx';
import { RawTab } from './RawTab.tsx';
import type { PanelProps } from './SidePanel.tsx';

type RecordPanelProps = PanelProps & { readonly record: TrafficRecord | undefined };

/** One flow log, or one event. */
export function RecordPanel({ record, filter, onFilter, ...frame }: RecordPanelProps) {
  const t = useT();
  if (record === undefined) {
    const gone = (
      <EmptyState title={t('This record is not among the rows')}>
        {t('Choose the time range and filters that it was found with, or another row.')}
      </EmptyState>
    );
    return (
      <PanelFrame
        title={t('Flow')}
        tabs={[{ id: 'details', title: t('Details'), content: gone }]}
        {...frame}
      />
    );
  }
  return (
    <PanelFrame
      title={eventWords(recordTypeOf(record), t)}
      subtitle={<PeersText record={record} />}
      tabs={[
        {
          id: 'details',
          title: t('Details'),
          content: <DetailsTab record={record} filter={filter} onFilter={onFilter} />,
        },
        { id: 'raw', title: t('Raw'), content: <RawTab record={record} /> },
      ]}
      {...frame}
    />
  );
}
