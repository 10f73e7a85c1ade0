import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useMemo } from 'react';

import type { Sort } from '#model/view.ts';
import { useT } from '../i18n.ts';
import { MENU_KEYS } from './cell-menu-keys.ts';
import type { ChoicesOf } from './cell-value.ts';
import { CellMenus } from './CellMenus.tsx';
import { drawnChunks } from './chunks.ts';
import type { Column } from './column.ts';
import type { Density } from './density.ts';
import { TableFrame } from './TableFrame.tsx';
import { handleTableKey } from './table-keys.ts';
import type { DrawnLines } from './table-lines.ts';
import { TableLinesContext } from './table-lines.ts';
import { useStable } from './useStable.ts';
import { useTable } from './useTable.ts';

import './virtual-table.css';

type VirtualTableProps<T> = {
  /** What the table lists, for assistive technology. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[];
  /** The same function in every render. */
  readonly keyOf: (item: T) => string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selectedKey: string | undefined;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
  /** What an item opens to; left out for a table whose lines do not open. The same in every render. */
  readonly detail?: (item: T) => ReactNode;
  /** Gives cells and lines a menu of what can be done with their values; left out: they have none. */
  readonly choicesOf?: ChoicesOf | undefined;
  /** The items answer an older question: a new answer is on its way. */
  readonly isStale: boolean;
  readonly density: Density;
  /** Names the place in history at which the table is shown, so that going back restores the scroll. */
  readonly memoryName?: string | undefined;
};

/**
 * A PatternFly table of many items that holds only the lines near the visible ones in the document.
 *
 * It fills the height it is given and scrolls by itself, sideways too. The table is one stop of the Tab key:
 * see `handleTableKey` for the keys.
 */
export function VirtualTable<T>({
  label,
  columns,
  items,
  keyOf,
  sort,
  onSort,
  selectedKey,
  onOpen,
  onClose,
  detail,
  choicesOf,
  isStale,
  density,
  memoryName,
}: VirtualTableProps<T>) {
  const t = useT();
  const table = useTable({ items, keyOf, sort, density, selectedKey, memoryName });
  const { viewport, virtualizer, rows, itemKeys, openKeys, setExpanded } = table;
  const { activeIndex, setActiveKey, focusRow, pageSize } = table;
  const isExpandable = detail !== undefined;
  const handleSort = useStable(onSort);
  const handleOpen = useStable(onOpen);
  const handleFocus = useStable(focusRow);
  const hintId = useId();
  const handleKeyDown = useStable((event: KeyboardEvent<HTMLElement>) =>
    handleTableKey(event, {
      itemKeys,
      pageSize,
      focusRow,
      onOpen,
      onClose,
      isExpanded: (key) => openKeys.has(key),
      setExpanded: isExpandable ? setExpanded : undefined,
    }),
  );
  const renderDetail = useMemo(
    () =>
      detail === undefined
        ? undefined
        : (itemIndex: number) => {
            const item = items[itemIndex];
            return item === undefined ? null : detail(item);
          },
    [items, detail],
  );
  const lines: DrawnLines = {
    virtualizer,
    drawn: drawnChunks(virtualizer.getVirtualItems(), activeIndex),
    totalSize: virtualizer.getTotalSize(),
    rows,
    openKeys,
    expandLabel: t('Details'),
    setExpanded,
    activeIndex,
    columns,
    items,
    selectedKey,
    renderDetail,
    menuKeys: choicesOf === undefined ? undefined : MENU_KEYS,
  };

  return (
    <div ref={viewport} className="netobserv-plugin__table-viewport" aria-busy={isStale}>
      <TableLinesContext.Provider value={lines}>
        <TableFrame
          label={label}
          hintId={hintId}
          columns={columns}
          lineCount={rows.length}
          isExpandable={isExpandable}
          isStale={isStale}
          density={density}
          sort={sort}
          onSort={handleSort}
          onRowClick={handleOpen}
          onRowFocus={setActiveKey}
          onKeyDown={handleKeyDown}
        />
      </TableLinesContext.Provider>
      <p id={hintId} hidden>
        {choicesOf === undefined
          ? t('Arrow keys choose a row, Enter opens it.')
          : t('Arrow keys choose a row, Enter opens it, F filters by what it shows.')}
      </p>
      {choicesOf !== undefined && (
        <CellMenus
          viewport={viewport}
          columns={columns}
          items={items}
          itemKeys={itemKeys}
          leadingCells={isExpandable ? 1 : 0}
          choicesOf={choicesOf}
          focusRow={handleFocus}
        />
      )}
    </div>
  );
}
