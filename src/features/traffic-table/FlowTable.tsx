import { useMemo } from 'react';

import type { KeyedRecord } from '#model/view.ts';
import { useT } from '../../ui/i18n.ts';
import { VirtualTable } from '../../ui/virtual-table/VirtualTable.tsx';
import { FLOW_ORDERINGS } from './flow-orderings.ts';
import { ordered } from '#model/order/ordering.ts';
import type { TableProps } from './table-props.ts';
import { useChosenColumns } from './useChosenColumns.ts';
import { useFlowColumns } from './useFlowColumns.tsx';

/** One row a flow log. Those that were asked for are ordered here; the backend gives the newest. */
export function FlowTable({ items, sort, onSelect, selection, view, ...rest }: TableProps<KeyedRecord>) {
  const t = useT();
  const standard = useFlowColumns();
  const columns = useChosenColumns({ logType: 'flowLog', standard, table: FIELD_TABLE, view });
  const sorted = useMemo(() => ordered(items, FLOW_ORDERINGS, sort), [items, sort]);
  return (
    <VirtualTable
      label={t('Flows')}
      columns={columns}
      items={sorted}
      keyOf={keyOf}
      sort={sort}
      density={view.density}
      selectedKey={selection?.kind === 'record' ? selection.key : undefined}
      onOpen={(key) => onSelect({ kind: 'record', key })}
      onClose={() => onSelect(undefined)}
      {...rest}
    />
  );
}

const FIELD_TABLE = { recordOf: ({ record }: KeyedRecord) => record, orderings: FLOW_ORDERINGS };

function keyOf({ key }: KeyedRecord): string {
  return key;
}
