import { Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { Conversation } from '#model/conversation/conversation.ts';
import { SplitBar } from '../../ui/charts/SplitBar.tsx';
import { Absent } from '../../ui/Absent.tsx';
import { useT } from '../../ui/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useWriting } from '../../ui/writing.ts';

import './side-panel.css';

/** Both directions of a conversation, side by side. */
export function Directions({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const format = useFormat();
  const { bytesAB, bytesBA, packetsAB, packetsBA } = conversation;
  return (
    <section className="netobserv-plugin__field-group">
      <Title headingLevel="h3" size="md">
        {t('Both directions')}
      </Title>
      <Table
        role="table"
        variant="compact"
        borders={false}
        gridBreakPoint=""
        aria-label={t('Both directions')}
        className="netobserv-plugin__panel-table"
      >
        <Thead>
          <Tr>
            <Th screenReaderText={t('Amount')} className={CELL} />
            <Th className={NUMBER}>{t('To destination')}</Th>
            <Th className={NUMBER}>{t('To source')}</Th>
            <Th className={CELL}>{t('Share')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          <Direction label={t('Bytes')} ab={bytesAB} ba={bytesBA} write={format.bytes} isShared />
          <Direction label={t('Packets')} ab={packetsAB} ba={packetsBA} write={format.count} isShared />
          <Direction
            label={t('Average packet')}
            ab={average(bytesAB, packetsAB)}
            ba={average(bytesBA, packetsBA)}
            write={format.bytes}
          />
        </Tbody>
      </Table>
    </section>
  );
}

const CELL = 'netobserv-plugin__panel-cell';
const NUMBER = `${CELL} netobserv-plugin__panel-number`;

/** Bytes a packet; nothing is average of nothing. */
function average(bytes: number, packets: number): number | undefined {
  return packets === 0 ? undefined : Math.round(bytes / packets);
}

type DirectionProps = {
  readonly label: string;
  readonly ab: number | undefined;
  readonly ba: number | undefined;
  readonly write: (amount: number) => string;
  readonly isShared?: boolean;
};

function Direction({ label, ab, ba, write, isShared = false }: DirectionProps) {
  const writing = useWriting();
  const { t, format } = writing;
  const sum = (ab ?? 0) + (ba ?? 0);
  const share = (ab ?? 0) / sum;
  return (
    <Tr>
      <Th scope="row" className={CELL} modifier="nowrap">
        {label}
      </Th>
      <Td tooltip={null} className={NUMBER}>
        {ab === undefined ? <Absent writing={writing} /> : write(ab)}
      </Td>
      <Td tooltip={null} className={NUMBER}>
        {ba === undefined ? <Absent writing={writing} /> : write(ba)}
      </Td>
      <Td tooltip={null} className={CELL}>
        {isShared && sum > 0 && (
          <>
            <SplitBar
              share={share}
              label={t('{{share}} from source to destination', { share: format.percent(share) })}
            />
            <span className="netobserv-plugin__muted netobserv-plugin__small">
              {t('{{to}} / {{from}}', { to: format.percent(share), from: format.percent(1 - share) })}
            </span>
          </>
        )}
      </Td>
    </Tr>
  );
}
