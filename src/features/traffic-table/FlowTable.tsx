import { useMemo } from 'react';

import type { KeyedRecord } from '#model/view.ts';
import { useT } from '../../ui/i18n.ts';
import { VirtualTable } from '../../ui/virtual-table/VirtualTable.tsx';
import { FLOW_ORDERINGS } from './flow-orderings.ts';
import { ordered } from './order.ts';
import type { TableProps } from './table-props.ts';
import { useFlowColumns } from './useFlowColumns.tsx';

/** One row a flow log. Those that were asked for are ordered here; the backend gives the newest. */
export function FlowTable({ items, sort, onSelect, selection, ...rest }: TableProps<KeyedRecord>) {
  const t = useT();
  const columns = useFlowColumns();
  const sorted = useMemo(() => ordered(items, FLOW_ORDERINGS, sort), [items, sort]);
  return (
    <VirtualTable
      label={t('Flows')}
      columns={columns}
      items={sorted}
      keyOf={keyOf}
      sort={sort}
      selectedKey={selection?.kind === 'record' ? selection.key : undefined}
      onOpen={(key) => onSelect({ kind: 'record', key })}
      onClose={() => onSelect(undefined)}
      {...rest}
    />
  );
}

function keyOf({ key }: KeyedRecord): string {
  return key;
}
