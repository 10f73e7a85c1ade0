import { createElement } from 'react';

import type { TrafficRecord } from '#model/flow.ts';
import { EndpointText } from '../../ui/traffic/EndpointText.tsx';
import type { Column } from '../../ui/virtual-table/column.ts';
import type { Writing } from '../../ui/writing.ts';
import { endCellValues } from './cell-values.ts';
import { endSorts } from './end-sorts.ts';

/** Width at least, in rem; both grow with the table. */
const WIDTH = 6.125;

/** Source and destination of whatever has a record: they share the width that the other columns leave. */
export function peerColumns<T>(writing: Writing, recordOf: (item: T) => TrafficRecord): readonly Column<T>[] {
  const { t } = writing;
  return [
    {
      id: 'Src',
      label: t('Source'),
      width: WIDTH,
      isFlexible: true,
      sorts: endSorts('src', t),
      cell: (item) => createElement(EndpointText, { record: recordOf(item), end: 'Src', writing }),
      values: (item) => endCellValues(recordOf(item), 'Src', writing),
    },
    {
      id: 'Dst',
      label: t('Destination'),
      width: WIDTH,
      isFlexible: true,
      sorts: endSorts('dst', t),
      cell: (item) => createElement(EndpointText, { record: recordOf(item), end: 'Dst', writing }),
      values: (item) => endCellValues(recordOf(item), 'Dst', writing),
    },
  ];
}
