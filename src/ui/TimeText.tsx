import type { ReactNode } from 'react';

import { Absent } from './Absent.tsx';
import { HoverText } from './HoverText.tsx';
import { formatDay, formatTimeOfDay, isoInstant } from './time-format.ts';
import type { Writing } from './writing.ts';

type TimeTextProps = {
  /** Milliseconds since the epoch. */
  readonly ms: number | undefined;
  /** `lines`: the day below the time, for table cells. `line`: both in one line. */
  readonly layout: 'lines' | 'line';
  /** An icon after the day, and what it says, which the tooltip says too. */
  readonly note?: { readonly icon: ReactNode; readonly words: string } | undefined;
  readonly writing: Writing;
};

/** An instant in local time to the millisecond, with UTC in a tooltip; a dash when there is none. */
export function TimeText({ ms, layout, note, writing }: TimeTextProps) {
  const { locale } = writing;
  const iso = ms === undefined ? undefined : isoInstant(ms);
  if (ms === undefined || iso === undefined) {
    return <Absent writing={writing} />;
  }
  const day = formatDay(ms, locale);
  const time = formatTimeOfDay(ms, locale);
  return (
    <HoverText
      full={note === undefined ? iso : `${iso} · ${note.words}`}
      isMore
      className="netobserv-plugin__tabular"
    >
      <time dateTime={iso}>
        {layout === 'line' ? (
          `${day}, ${time}`
        ) : (
          <>
            {time}
            <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
              {day} {note?.icon}
              {note !== undefined && <span className="netobserv-plugin__visually-hidden">{note.words}</span>}
            </span>
          </>
        )}
      </time>
    </HoverText>
  );
}
