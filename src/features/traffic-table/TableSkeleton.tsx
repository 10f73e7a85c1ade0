import { Skeleton } from '@patternfly/react-core';

import { useT } from '../../ui/i18n.ts';

import './traffic-table.css';

const WIDTHS = ['92%', '97%', '88%', '95%', '90%', '96%', '87%', '93%', '91%', '98%'] as const;

/** Stands for the table while its first rows are on their way. */
export function TableSkeleton() {
  const t = useT();
  return (
    <div className="netobserv-plugin__table-skeleton" role="status" aria-label={t('Loading')}>
      {WIDTHS.map((width) => (
        <Skeleton key={width} height="1.5rem" width={width} />
      ))}
    </div>
  );
}
