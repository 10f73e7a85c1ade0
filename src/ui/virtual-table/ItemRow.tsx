import { Tr } from '@patternfly/react-table';
import { memo } from 'react';

import { RowTabIndex } from '../row-tab-index.ts';
import type { Column } from './column.ts';
import { ExpandButton } from './ExpandButton.tsx';

type ItemRowProps = {
  readonly rowKey: string;
  readonly item: unknown;
  readonly columns: readonly Column<unknown>[];
  /** Among all lines of the table. */
  readonly index: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Keys that open the menu of the line. */
  readonly menuKeys: string | undefined;
  /** Left out for a table whose lines do not open. */
  readonly isExpanded: boolean | undefined;
  readonly expandLabel: string;
  readonly setExpanded: (key: string, isExpanded: boolean) => void;
};

/**
 * One item of a table. Drawn anew only when something of it changes: scrolling draws the lines that come into
 * view and no other.
 *
 * Cells are plain `td`: PatternFly's stylesheet knows them by their row, and its `Td` would read the layout
 * of each cell, to see whether it is truncated, every time a line comes into view.
 */
export const ItemRow = memo(function ItemRow({
  rowKey,
  item,
  columns,
  index,
  isActive,
  isSelected,
  menuKeys,
  isExpanded,
  expandLabel,
  setExpanded,
}: ItemRowProps) {
  const tabIndex = isActive ? 0 : -1;
  return (
    <RowTabIndex.Provider value={tabIndex}>
      <Tr
        className={`netobserv-plugin__row ${isSelected ? 'netobserv-plugin__row-selected' : ''}`}
        role="row"
        isClickable
        isRowSelected={isSelected}
        tabIndex={tabIndex}
        data-row-key={rowKey}
        data-index={index}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        aria-keyshortcuts={menuKeys}
        {...(isExpanded === undefined ? {} : { 'aria-expanded': isExpanded, 'aria-level': 1 })}
      >
        {isExpanded !== undefined && (
          <td role="gridcell" className="netobserv-plugin__cell netobserv-plugin__cell-expand">
            <ExpandButton
              label={expandLabel}
              isExpanded={isExpanded}
              onToggle={() => setExpanded(rowKey, !isExpanded)}
            />
          </td>
        )}
        {columns.map((column) => (
          <td
            key={column.id}
            role="gridcell"
            className={`netobserv-plugin__cell ${column.isNumeric === true ? 'netobserv-plugin__cell-numeric' : ''}`}
          >
            {column.cell(item)}
          </td>
        ))}
      </Tr>
    </RowTabIndex.Provider>
  );
});
