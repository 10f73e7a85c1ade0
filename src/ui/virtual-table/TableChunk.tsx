import { Tbody, Tr } from '@patternfly/react-table';
import type { ReactNode } from 'react';
import { memo } from 'react';

import { ItemRow } from './ItemRow.tsx';
import type { TableLines } from './table-lines.ts';
import type { RowVirtualizer } from './useRowWindow.ts';

type TableChunkProps = TableLines & {
  /** Index of the first line, and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Height of all its lines in pixels when they are not drawn; `undefined` when they are. */
  readonly blank: number | undefined;
};

/** Some lines that follow one another, or room for them. */
export const TableChunk = memo(function TableChunk({ first, end, blank, ...lines }: TableChunkProps) {
  const { rows, items, openKeys, expandLabel, setExpanded, activeIndex } = lines;
  const { columns, selectedKey, menuKeys, renderDetail, virtualizer } = lines;
  return (
    <Tbody
      role="rowgroup"
      className="netobserv-plugin__chunk"
      style={blank === undefined ? {} : { blockSize: blank }}
    >
      {blank === undefined &&
        rows.slice(first, end).map((row, offset) => {
          const index = first + offset;
          const item = items[row.itemIndex];
          return row.kind === 'item' ? (
            <ItemRow
              key={row.key}
              rowKey={row.key}
              item={item}
              columns={columns}
              index={index}
              isActive={index === activeIndex}
              isSelected={row.key === selectedKey}
              menuKeys={menuKeys}
              isExpanded={renderDetail === undefined ? undefined : openKeys.has(row.key)}
              expandLabel={expandLabel}
              setExpanded={setExpanded}
            />
          ) : (
            <DetailRow key={row.key} virtualizer={virtualizer} index={index}>
              {renderDetail?.(row.itemIndex)}
            </DetailRow>
          );
        })}
    </Tbody>
  );
});

type DetailRowProps = {
  readonly virtualizer: RowVirtualizer;
  readonly index: number;
  readonly children: ReactNode;
};

/** What an item opens to: as wide as what is visible of the table, and there when that is scrolled sideways. */
function DetailRow({ virtualizer, index, children }: DetailRowProps) {
  return (
    <Tr
      ref={(row: HTMLTableRowElement | null) => virtualizer.measureElement(row)}
      className="netobserv-plugin__detail-row"
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={2}
    >
      <td className="netobserv-plugin__detail" role="gridcell">
        {children}
      </td>
    </Tr>
  );
}
