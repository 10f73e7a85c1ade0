import { Table } from '@patternfly/react-table';
import type { KeyboardEvent } from 'react';
import { memo } from 'react';

import type { Sort } from '#model/view.ts';
import type { Column } from './column.ts';
import type { Density } from './density.ts';
import { HEADER_HEIGHT, ROW_HEIGHTS } from './density.ts';
import { TableBody } from './TableBody.tsx';
import { TableHead } from './TableHead.tsx';

import './virtual-table.css';

/** Width of the column that opens lines, in rem. */
const EXPAND_WIDTH = 1.75;

type TableFrameProps = {
  readonly label: string;
  /** The element that tells what the keys do. */
  readonly hintId: string;
  readonly columns: readonly Column<unknown>[];
  readonly lineCount: number;
  readonly isExpandable: boolean;
  readonly isStale: boolean;
  readonly density: Density;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onRowClick: (key: string) => void;
  readonly onRowFocus: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/**
 * All of a table but its lines, which come by context: scrolling draws this not at all.
 *
 * A PatternFly `Table` that is drawn anew draws each of its rows and heads anew.
 */
export const TableFrame = memo(function TableFrame({
  label,
  hintId,
  columns,
  lineCount,
  isExpandable,
  isStale,
  density,
  sort,
  onSort,
  onRowClick,
  onRowFocus,
  onKeyDown,
}: TableFrameProps) {
  const expand = isExpandable ? EXPAND_WIDTH : 0;
  const style = {
    '--netobserv-plugin--row-height': `${ROW_HEIGHTS[density]}rem`,
    '--netobserv-plugin--header-height': `${HEADER_HEIGHT}rem`,
    '--netobserv-plugin-columns': [`${expand}rem`, ...columns.map(track)]
      .slice(isExpandable ? 0 : 1)
      .join(' '),
    minInlineSize: `${columns.reduce((sum, { width }) => sum + width, expand)}rem`,
  };
  return (
    <Table
      role={isExpandable ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-describedby={hintId}
      aria-rowcount={lineCount + 1}
      variant="compact"
      isStickyHeader
      gridBreakPoint=""
      className={`netobserv-plugin__table netobserv-plugin__table-${density} ${isStale ? 'netobserv-plugin__table-stale' : ''}`}
      style={style}
      onClick={({ target }) => withKey(target instanceof Element && isRowClick(target), target, onRowClick)}
      onFocus={({ target }) => withKey(true, target, onRowFocus)}
      onKeyDown={onKeyDown}
    >
      <TableHead columns={columns} sort={sort} onSort={onSort} isExpandable={isExpandable} />
      <TableBody />
    </Table>
  );
});

/** The width of a column in the grid of its row. */
function track({ width, isFlexible }: Column<unknown>): string {
  return isFlexible === true ? `minmax(${width}rem, 1fr)` : `${width}rem`;
}

/** Calls with the key of the line that an event happened in, if it did. */
function withKey(isMeant: boolean, target: EventTarget, act: (key: string) => void): void {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-row-key]') : null;
  const key = row?.dataset['rowKey'];
  if (isMeant && key !== undefined) {
    act(key);
  }
}

/** A click on a control in a line is not one on the line, nor is the end of a selection of text. */
function isRowClick(target: Element): boolean {
  return target.closest('a, button') === null && document.getSelection()?.isCollapsed !== false;
}
