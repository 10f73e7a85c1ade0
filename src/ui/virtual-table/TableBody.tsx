import { Tbody, Td, Tr } from '@patternfly/react-table';
import type { ReactNode } from 'react';
import { Fragment } from 'react';

import type { Column } from './column.ts';
import { ItemRow } from './ItemRow.tsx';
import type { TableState } from './useTable.ts';
import { withGaps } from './useRowWindow.ts';

type TableBodyProps<T> = {
  readonly table: TableState;
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[];
  readonly selectedKey: string | undefined;
  readonly detail: ((item: T) => ReactNode) | undefined;
};

/** The lines near the visible ones, with blank lines as high as all that are left out between them. */
export function TableBody<T>({ table, columns, items, selectedKey, detail }: TableBodyProps<T>) {
  const { virtualizer, rows, openKeys, activeIndex, setExpanded } = table;
  const { shown, rest } = withGaps(virtualizer.getVirtualItems(), virtualizer.getTotalSize());
  const columnCount = columns.length + (detail === undefined ? 0 : 1);

  return (
    <Tbody>
      {shown.map(({ index, gap }) => {
        const row = rows[index];
        const item = row === undefined ? undefined : items[row.itemIndex];
        if (row === undefined || item === undefined) {
          return null;
        }
        return (
          <Fragment key={row.key}>
            {gap > 0 && <Gap height={gap} columnCount={columnCount} />}
            {row.kind === 'item' ? (
              <ItemRow
                rowKey={row.key}
                item={item}
                columns={columns}
                index={index}
                isActive={index === activeIndex}
                isSelected={row.key === selectedKey}
                isExpanded={detail === undefined ? undefined : openKeys.has(row.key)}
                setExpanded={setExpanded}
              />
            ) : (
              <Tr
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                aria-level={2}
              >
                <Td
                  className="netobserv-plugin__detail-cell"
                  colSpan={columnCount}
                  tooltip={null}
                  tabIndex={undefined}
                >
                  <div className="netobserv-plugin__detail">{detail?.(item)}</div>
                </Td>
              </Tr>
            )}
          </Fragment>
        );
      })}
      {rest > 0 && <Gap height={rest} columnCount={columnCount} />}
    </Tbody>
  );
}

/** Stands for lines that are not drawn. */
function Gap({ height, columnCount }: { readonly height: number; readonly columnCount: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columnCount} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}
