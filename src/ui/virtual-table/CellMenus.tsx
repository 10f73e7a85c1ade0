import { Button, Popper } from '@patternfly/react-core';
import { FilterIcon } from '@patternfly/react-icons';
import type { RefObject } from 'react';
import { memo, useLayoutEffect, useRef, useState } from 'react';

import { useT } from '../i18n.ts';
import { LazyCode } from '../lazy/lazy-code.ts';
import { LazyPart } from '../lazy/LazyPart.tsx';
import { useLazyCode } from '../lazy/useLazyCode.ts';
import type { Box, CellPlace } from './cell-place.ts';
import { boxOf, rowOf } from './cell-place.ts';
import type { ChoicesOf } from './cell-value.ts';
import type { OfferedCell } from './CellMenu.tsx';
import type { Column } from './column.ts';
import { CELL_BUTTON, useHoveredCell } from './useHoveredCell.ts';
import { useMenuKey } from './useMenuKey.ts';

import './cell-menu.css';
import { consoleIcon } from '../icons/console-icon.ts';

const Filter = consoleIcon(FilterIcon);

const CELL_MENU = new LazyCode(
  async () => (await import(/* webpackChunkName: "suggestions" */ './CellMenu.tsx')).CellMenu,
);

type CellMenusProps = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly columns: readonly Column<unknown>[];
  readonly items: readonly unknown[];
  readonly itemKeys: readonly string[];
  /** How many cells of a line stand before those of `columns`. */
  readonly leadingCells: number;
  readonly choicesOf: ChoicesOf;
  readonly focusRow: (key: string) => void;
};

type OpenMenu = {
  readonly rowKey: string;
  readonly label: string;
  readonly cells: readonly OfferedCell[];
  readonly box: Box;
  /** The column of the button that opened it; `undefined` for the menu of a whole line. */
  readonly column?: Column<unknown>;
};

/**
 * The button on the cell that the pointer rests on, and the menu that it opens; or that a key opens for a line.
 *
 * There is one of each in a table, however long it is, and no line is drawn anew for them. Whoever leaves the menu
 * by a key or by choosing has the focus on the line again; on the one in its place, when that line is gone.
 */
export const CellMenus = memo(function CellMenus(props: CellMenusProps) {
  const { viewport, columns, items, itemKeys, focusRow } = props;
  const t = useT();
  // It comes with the page, behind it: the menu is whole when it opens.
  useLazyCode(CELL_MENU);
  const [menu, setMenu] = useState<OpenMenu>();
  const anchor = useRef<HTMLDivElement>(null);
  const hovered = cellMenu(useHoveredCell(viewport, items), props);
  const shown = menu ?? hovered;

  const menuIndex = useLastIndex(menu?.rowKey, itemKeys);

  useMenuKey(viewport, (row) => {
    const rowKey = row.dataset['rowKey'] ?? '';
    const cells = columns.flatMap((column) => offeredCell(rowKey, column, props));
    if (viewport.current !== null && cells.length > 0) {
      setMenu({ rowKey, label: t('Filter by this row'), cells, box: boxOf(row, viewport.current) });
    }
  });

  if (shown === undefined) {
    return null;
  }
  const { rowKey, column, box } = shown;
  const close = () => {
    setMenu(undefined);
    const heir = itemKeys[Math.min(menuIndex.current, itemKeys.length - 1)];
    const key = itemKeys.includes(rowKey) ? rowKey : (heir ?? rowKey);
    const row = rowOf(key, viewport.current);
    // At once where it can be: what is chosen may take the line away, and the focus then goes to its heir.
    if (row === undefined) {
      focusRow(key);
    } else {
      row.focus({ preventScroll: true });
    }
  };
  return (
    <>
      <div
        ref={anchor}
        className={`netobserv-plugin__cell-control ${column?.isNumeric === true ? 'netobserv-plugin__cell-control-start' : ''}`}
        style={box}
      >
        {column !== undefined && (
          <CellButton
            key={`${rowKey} ${column.id}`}
            label={column.label}
            isOpen={menu !== undefined}
            onClick={() => setMenu(hovered)}
          />
        )}
      </div>
      {menu !== undefined && (
        <Popper
          triggerRef={anchor}
          popper={
            <div>
              <LazyPart lazy={CELL_MENU} takesFocus>
                {(CellMenu) => (
                  <CellMenu
                    label={menu.label}
                    cells={menu.cells}
                    onChoose={({ onChoose }) => {
                      close();
                      onChoose();
                    }}
                    onLeave={close}
                  />
                )}
              </LazyPart>
            </div>
          }
          placement="bottom-start"
          minWidth="0"
          preventOverflow
          onDocumentClick={(event, _anchor, popper) => {
            if (event?.target instanceof Node && popper?.contains(event.target) !== true) {
              setMenu(undefined);
            }
          }}
        />
      )}
    </>
  );
});

/** Where a line stands among the items; where it last stood, once it is gone. */
function useLastIndex(rowKey: string | undefined, itemKeys: readonly string[]): { readonly current: number } {
  const last = useRef(0);
  useLayoutEffect(() => {
    const index = rowKey === undefined ? -1 : itemKeys.indexOf(rowKey);
    last.current = index < 0 ? last.current : index;
  }, [rowKey, itemKeys]);
  return last;
}

type CellButtonProps = {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onClick: () => void;
};

/** For the pointer alone: the keyboard has a key for the whole line. */
function CellButton({ label, isOpen, onClick }: CellButtonProps) {
  const t = useT();
  return (
    <Button
      variant="plain"
      size="sm"
      tabIndex={-1}
      className={CELL_BUTTON}
      aria-label={t('Filter by {{column}}', { column: label })}
      data-hint={t('Filter or leave out (F on a row)')}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      icon={<Filter />}
      onClick={onClick}
    />
  );
}

/** What the button of a cell opens; `undefined` for a cell that shows nothing to choose by. */
function cellMenu(place: CellPlace | undefined, props: CellMenusProps): OpenMenu | undefined {
  const column = place === undefined ? undefined : props.columns[place.cellIndex - props.leadingCells];
  if (place === undefined || column === undefined) {
    return undefined;
  }
  const { rowKey, box } = place;
  const cells = offeredCell(rowKey, column, props);
  return cells.length === 0 ? undefined : { rowKey, label: column.label, cells, box, column };
}

/** The values of a cell that something can be done with; no cell when there are none. */
function offeredCell(
  rowKey: string,
  column: Column<unknown>,
  { items, itemKeys, choicesOf }: CellMenusProps,
): readonly OfferedCell[] {
  const index = itemKeys.indexOf(rowKey);
  const values = index < 0 ? [] : (column.values?.(items[index]) ?? []);
  const offered = values
    .map((value) => ({ ...value, choices: choicesOf(value) }))
    .filter(({ choices }) => choices.length > 0);
  return offered.length === 0 ? [] : [{ label: column.label, values: offered }];
}
