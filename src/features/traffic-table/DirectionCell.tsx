import { SplitBar } from '../../ui/charts/SplitBar.tsx';
import { HoverText } from '../../ui/HoverText.tsx';
import type { Writing } from '../../ui/writing.ts';
import { Amount } from './Amount.tsx';

import './traffic-table.css';

type DirectionCellProps = {
  readonly total: number;
  readonly ab: number;
  readonly ba: number;
  readonly write: (amount: number) => string;
  /** In full, for the tooltip. */
  readonly writeFull: (amount: number) => string;
  readonly writing: Writing;
};

/**
 * An amount in total, and in each direction: from A, the end that opened the conversation, to B, and back.
 *
 * Nothing in total has no directions to show.
 */
export function DirectionCell(props: DirectionCellProps) {
  const { total, ab, ba, write, writing } = props;
  const { t } = writing;
  if (total === 0 || ab + ba === 0) {
    return <Amount value={total} write={write} writing={writing} />;
  }
  const written = { to: write(ab), from: write(ba) };
  return (
    <HoverText full={<InFull {...props} />} isMore>
      <span className="netobserv-plugin__total">
        <SplitBar share={ab / (ab + ba)} label={t('{{to}} to destination, {{from}} to source', written)} />
        <span className="netobserv-plugin__total-amount">{write(total)}</span>
      </span>
      <span
        className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small"
        aria-hidden="true"
      >
        {t('→{{to}} ←{{from}}', written)}
      </span>
    </HoverText>
  );
}

/** The amounts to the last digit; drawn when it is asked for. */
function InFull({ total, ab, ba, writeFull, writing: { t } }: DirectionCellProps) {
  return (
    <>
      {t('{{amount}} in total', { amount: writeFull(total) })}
      <br />
      {t('{{amount}} from source to destination', { amount: writeFull(ab) })}
      <br />
      {t('{{amount}} from destination to source', { amount: writeFull(ba) })}
    </>
  );
}
