import type { Translate } from '../../ui/i18n.ts';
import type { SortChoice } from '../../ui/virtual-table/column.ts';

/** What the column of one end is ordered by. */
export function endSorts(end: 'src' | 'dst', t: Translate): readonly SortChoice[] {
  return [
    { key: `${end}Name`, label: t('Name'), first: 'asc' },
    { key: `${end}Namespace`, label: t('Namespace'), first: 'asc' },
    { key: `${end}Addr`, label: t('IP'), first: 'asc' },
    { key: `${end}Port`, label: t('Port'), first: 'asc' },
  ];
}
