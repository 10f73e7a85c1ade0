import { Th, Thead, Tr } from '@patternfly/react-table';
import { memo } from 'react';

import type { Sort } from '#model/view.ts';
import { useT } from '../i18n.ts';
import type { Column } from './column.ts';
import { HeaderCell } from './HeaderCell.tsx';

type TableHeadProps = {
  readonly columns: readonly Column<unknown>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Whether lines open, by a button that has a column of its own. */
  readonly isExpandable: boolean;
};

/** The heads of all columns. Scrolling does not draw them anew: `Th` reads the layout each time it is drawn. */
export const TableHead = memo(function TableHead({ columns, sort, onSort, isExpandable }: TableHeadProps) {
  const t = useT();
  return (
    <Thead role="rowgroup" className="netobserv-plugin__thead">
      <Tr role="row" className="netobserv-plugin__head-row" aria-rowindex={1}>
        {isExpandable && (
          <Th role="columnheader" className="netobserv-plugin__head" screenReaderText={t('Details')} />
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </Tr>
    </Thead>
  );
});
