import { Divider, Menu, MenuContent, MenuItem, MenuList } from '@patternfly/react-core';
import type { KeyboardEvent } from 'react';
import { Fragment, useLayoutEffect, useRef } from 'react';

import { menuStep } from './cell-menu-keys.ts';
import type { CellChoice, CellValue } from './cell-value.ts';

import './cell-menu.css';

/** A value with what can be done with it. */
export type OfferedValue = CellValue & { readonly choices: readonly CellChoice[] };

/** The values of one cell. */
export type OfferedCell = { readonly label: string; readonly values: readonly OfferedValue[] };

type CellMenuProps = {
  /** Names the menu. */
  readonly label: string;
  readonly cells: readonly OfferedCell[];
  readonly onChoose: (choice: CellChoice) => void;
  /** Escape, or Tab. */
  readonly onLeave: () => void;
};

/**
 * What can be done with the values of a cell, or of all cells of a line: a line a value.
 *
 * It takes the focus when it opens. Up and down walk through the values, left and right through what can be done.
 */
export function CellMenu({ label, cells, onChoose, onLeave }: CellMenuProps) {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    ref.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
  }, []);

  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      onLeave();
    } else if (!move(event.key, ref.current)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Menu
      ref={ref}
      isRootMenu={false}
      isScrollable
      onKeyDown={handleKey}
      className="netobserv-plugin__cell-menu"
    >
      <MenuContent maxMenuHeight="min(40vh, 26rem)">
        <div role="menu" aria-label={label} className="netobserv-plugin__cell-menu-grid" tabIndex={-1}>
          {cells.map((cell, index) => (
            <Fragment key={cell.label}>
              {index > 0 && <Divider component="div" className="netobserv-plugin__cell-menu-divider" />}
              {cell.values.map((value) => (
                <ValueLine key={`${value.label} ${value.text}`} value={value} onChoose={onChoose} />
              ))}
            </Fragment>
          ))}
        </div>
      </MenuContent>
    </Menu>
  );
}

type ValueLineProps = {
  readonly value: OfferedValue;
  readonly onChoose: (choice: CellChoice) => void;
};

function ValueLine({ value, onChoose }: ValueLineProps) {
  const { label, text, choices } = value;
  return (
    <div role="group" aria-label={`${label} ${text}`} className="netobserv-plugin__cell-menu-line">
      <span className="netobserv-plugin__muted" aria-hidden="true">
        {label}
      </span>
      <span className="netobserv-plugin__cell-menu-text" title={text} aria-hidden="true">
        {text}
      </span>
      <MenuList role="none" className="netobserv-plugin__cell-menu-choices">
        {choices.map((choice) => (
          <MenuItem key={choice.label} aria-label={choice.name} onClick={() => onChoose(choice)}>
            {choice.label}
          </MenuItem>
        ))}
      </MenuList>
    </div>
  );
}

/** Moves the focus by a key, if it is one that does. */
function move(key: string, menu: HTMLElement | null): boolean {
  const { activeElement } = document;
  if (menu === null || !(activeElement instanceof HTMLElement)) {
    return false;
  }
  const lines = [...menu.querySelectorAll('[role="group"]')].map((line) => [
    ...line.querySelectorAll<HTMLElement>('[role="menuitem"]'),
  ]);
  const next = menuStep(key, lines, activeElement);
  next?.focus();
  return next !== undefined;
}
