import { Tooltip } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

import './text.css';

type HoverTextProps = {
  readonly children: ReactNode;
  /** What is shown on hover or focus: the whole of what is truncated, or more about it. */
  readonly full: ReactNode;
  /** True where that says more than the text does when none of it is cut; else it is shown only where some is. */
  readonly isMore?: boolean;
  readonly className?: string;
};

/** A pointer that passes means nothing: it rests so long before it is looked what is below it, in ms. */
const REST_MS = 400;

/**
 * Text on one line, cut with an ellipsis where room ends; the whole of it in a tooltip, below it: what one reads
 * stands above and beside.
 *
 * The tooltip is made when it is first asked for: a table has hundreds of these on screen, and a popper for
 * each would cost more than the rows.
 */
export function HoverText({ children, full, isMore = false, className = '' }: HoverTextProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const resting = useRef<ReturnType<typeof setTimeout>>();
  const [isShown, setIsShown] = useState(false);
  const show = () => {
    clearTimeout(resting.current);
    resting.current = setTimeout(() => setIsShown(isMore || isCut(ref.current)), REST_MS);
  };
  const hide = () => {
    clearTimeout(resting.current);
    setIsShown(false);
  };
  useEffect(() => () => clearTimeout(resting.current), []);

  return (
    <span
      ref={ref}
      role="presentation"
      className={`netobserv-plugin__truncate ${className}`}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {children}
      {isShown && (
        <Tooltip
          triggerRef={ref}
          content={full}
          isVisible
          trigger="manual"
          aria="none"
          position="bottom"
          entryDelay={0}
        />
      )}
    </span>
  );
}

/** Whether something of a text does not show: cut where room ends, or left out. Reads the layout. */
function isCut(text: HTMLElement | null): boolean {
  return text !== null && [text, ...text.querySelectorAll<HTMLElement>('span')].some(isPartHidden);
}

function isPartHidden(part: HTMLElement): boolean {
  const { overflowX, display } = getComputedStyle(part);
  return (
    display === 'none' ||
    (overflowX !== 'visible' &&
      (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight) &&
      part.clientWidth > HIDDEN_PX)
  );
}

/** What is there for screen readers alone is this wide. */
const HIDDEN_PX = 1;
