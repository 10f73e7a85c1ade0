import { Tooltip } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';

import './text.css';

type HoverTextProps = {
  readonly children: ReactNode;
  /** What is shown on hover or focus: the whole of what is truncated, or more about it. */
  readonly full: ReactNode;
  readonly className?: string;
};

/**
 * Text on one line, cut with an ellipsis where room ends; the whole of it in a tooltip.
 *
 * The tooltip is made when it is first asked for: a table has hundreds of these on screen, and a popper for
 * each would cost more than the rows.
 */
export function HoverText({ children, full, className = '' }: HoverTextProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const [isShown, setIsShown] = useState(false);
  const show = () => setIsShown(true);
  const hide = () => setIsShown(false);

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
      {isShown && <Tooltip triggerRef={ref} content={full} isVisible trigger="manual" aria="none" />}
    </span>
  );
}
