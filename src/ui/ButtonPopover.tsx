import type { PopoverProps } from '@patternfly/react-core';
import { MenuToggle, Popover } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';

import { PANEL_PLACE } from './menu-place.ts';

import './button-popover.css';

type ButtonPopoverProps = Pick<PopoverProps, 'hasAutoWidth' | 'minWidth' | 'maxWidth'> & {
  /** What stands on the button. */
  readonly text: string;
  /** What the panel is called, where it has no heading. */
  readonly label: string;
  /** `data-test` of the button. */
  readonly testId: string;
  /** The pointer or the focus has come to the button: what the panel needs can be asked for. */
  readonly onApproach?: () => void;
  /** What the panel holds; `close` closes it. */
  readonly children: (close: () => void) => ReactNode;
};

/** A button that opens a panel below it, which keeps the focus until it is closed; Escape closes it, too. */
export function ButtonPopover({ text, label, testId, onApproach, children, ...popover }: ButtonPopoverProps) {
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <MenuToggle
        ref={toggle}
        data-test={testId}
        isExpanded={isOpen}
        aria-haspopup="dialog"
        onPointerEnter={onApproach}
        onFocus={onApproach}
      >
        {text}
      </MenuToggle>
      <Popover
        {...PANEL_PLACE}
        {...popover}
        triggerRef={toggle}
        isVisible={isOpen}
        shouldOpen={() => setIsOpen(true)}
        shouldClose={() => setIsOpen(false)}
        aria-label={label}
        showClose={false}
        withFocusTrap
        bodyContent={<div className="netobserv-plugin__panel-body">{children(() => setIsOpen(false))}</div>}
      />
    </>
  );
}
