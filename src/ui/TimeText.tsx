import type { ReactNode } from 'react';

import { Absent } from './Absent.tsx';
import { HoverText } from './HoverText.tsx';
import { formatDay, formatTimeOfDay, isoInstant } from './time-format.ts';
import { useLocale } from './useLocale.ts';

type TimeTextProps = {
  /** Milliseconds since the epoch. */
  readonly ms: number | undefined;
  /** `lines`: the day below the time, for table cells. `line`: both in one line. */
  readonly layout: 'lines' | 'line';
  /** Stands after the day. */
  readonly note?: ReactNode;
};

/** An instant in local time to the millisecond, with UTC in a tooltip; a dash when there is none. */
export function TimeText({ ms, layout, note }: TimeTextProps) {
  const locale = useLocale();
  const iso = ms === undefined ? undefined : isoInstant(ms);
  if (ms === undefined || iso === undefined) {
    return <Absent />;
  }
  const day = formatDay(ms, locale);
  const time = formatTimeOfDay(ms, locale);
  return (
    <HoverText full={iso} className="netobserv-plugin__tabular">
      <time dateTime={iso}>
        {layout === 'line' ? (
          `${day}, ${time}`
        ) : (
          <>
            {time}
            <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
              {day} {note}
            </span>
          </>
        )}
      </time>
    </HoverText>
  );
}
