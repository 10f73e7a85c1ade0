import { SplitBar } from '../../ui/charts/SplitBar.tsx';
import { HoverText } from '../../ui/HoverText.tsx';
import { useT } from '../../ui/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';

import './traffic-table.css';

type DirectionCellProps = {
  readonly total: number;
  readonly ab: number;
  readonly ba: number;
  readonly write: (amount: number) => string;
  /** In full, for the tooltip. */
  readonly writeFull: (amount: number) => string;
};

/**
 * An amount in total, and in each direction: from A, the end that opened the conversation, to B, and back.
 *
 * Nothing in total has no directions to show.
 */
export function DirectionCell({ total, ab, ba, write, writeFull }: DirectionCellProps) {
  const t = useT();
  const format = useFormat();
  if (total === 0 || ab + ba === 0) {
    return <>{write(total)}</>;
  }
  const share = ab / (ab + ba);
  return (
    <HoverText
      full={
        <>
          {t('{{amount}} in total', { amount: writeFull(total) })}
          <br />
          {t('{{amount}} from source to destination', { amount: writeFull(ab) })}
          <br />
          {t('{{amount}} from destination to source', { amount: writeFull(ba) })}
        </>
      }
    >
      <span className="netobserv-plugin__total">
        <SplitBar
          share={share}
          label={t('{{share}} from source to destination', { share: format.percent(share) })}
        />
        <span>{write(total)}</span>
      </span>
      <span className="netobserv-plugin__directions netobserv-plugin__muted netobserv-plugin__small">
        <span>
          <span aria-hidden="true">→ </span>
          <span className="netobserv-plugin__visually-hidden">{t('To destination')} </span>
          {write(ab)}
        </span>
        <span>
          <span aria-hidden="true">← </span>
          <span className="netobserv-plugin__visually-hidden">{t('To source')} </span>
          {write(ba)}
        </span>
      </span>
    </HoverText>
  );
}
