import { Table, Td, Thead, Tr } from '@patternfly/react-table';
import type { MouseEvent, ReactNode } from 'react';

import type { Sort } from '#model/view.ts';
import { useT } from '../i18n.ts';
import type { Column } from './column.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { TableBody } from './TableBody.tsx';
import { handleTableKey } from './table-keys.ts';
import { useTable } from './useTable.ts';

import './virtual-table.css';

/** Width of the column that opens lines, in rem. */
const EXPAND_WIDTH = 2;

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
  /** What an item opens to; left out for a table whose lines do not open. */
  readonly detail?: (item: T) => ReactNode;
  /** The items answer an older question: a new answer is on its way. */
  readonly isStale: boolean;
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
  isStale,
  memoryName,
}: VirtualTableProps<T>) {
  const t = useT();
  const table = useTable({ items, keyOf, sort, selectedKey, memoryName });
  const { viewport, rows, itemKeys, openKeys, setExpanded, setActiveKey, focusRow, pageSize } = table;
  const isExpandable = detail !== undefined;
  const width = columns.reduce((sum, column) => sum + column.width, isExpandable ? EXPAND_WIDTH : 0);

  return (
    <div ref={viewport} className="netobserv-plugin__table-viewport" aria-busy={isStale}>
      <Table
        role={isExpandable ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        variant="compact"
        isStickyHeader
        gridBreakPoint=""
        className={`netobserv-plugin__table ${isStale ? 'netobserv-plugin__table-stale' : ''}`}
        style={{ minInlineSize: `${width}rem` }}
        onClick={(event: MouseEvent) => {
          const key = clickedKey(event);
          if (key !== undefined) {
            onOpen(key);
          }
        }}
        onFocus={({ target }) => {
          const key = rowKeyAt(target);
          if (key !== undefined) {
            setActiveKey(key);
          }
        }}
        onKeyDown={(event) =>
          handleTableKey(event, {
            itemKeys,
            pageSize,
            focusRow,
            onOpen,
            onClose,
            isExpanded: (key) => openKeys.has(key),
            setExpanded: isExpandable ? setExpanded : undefined,
          })
        }
      >
        <colgroup>
          {isExpandable && <col style={{ inlineSize: `${EXPAND_WIDTH}rem` }} />}
          {columns.map(({ id, width: columnWidth, isFlexible }) => (
            <col key={id} style={isFlexible === true ? {} : { inlineSize: `${columnWidth}rem` }} />
          ))}
        </colgroup>
        <Thead>
          <Tr className="netobserv-plugin__head-row" aria-rowindex={1}>
            {isExpandable && (
              <Td className="netobserv-plugin__head" tooltip={null} tabIndex={undefined}>
                <span className="netobserv-plugin__visually-hidden">{t('Details')}</span>
              </Td>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </Tr>
        </Thead>
        <TableBody table={table} columns={columns} items={items} selectedKey={selectedKey} detail={detail} />
      </Table>
    </div>
  );
}

function rowKeyAt(target: Element): string | undefined {
  return target.closest<HTMLElement>('tr[data-row-key]')?.dataset['rowKey'];
}

/** The line that a click means; none for a click on a control in it, or one that ends a selection of text. */
function clickedKey({ target }: MouseEvent): string | undefined {
  if (!(target instanceof Element) || target.closest('a, button') !== null) {
    return undefined;
  }
  return document.getSelection()?.isCollapsed === false ? undefined : rowKeyAt(target);
}
