import { Button, Skeleton } from '@patternfly/react-core';
import { lazy, Suspense } from 'react';

import type { Filter } from '#model/filter/filter.ts';
import { ButtonPopover } from '../../ui/ButtonPopover.tsx';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { FilterOffer } from './filter-offer.ts';

const FilterForm = lazy(async () => ({
  default: (await import(/* webpackChunkName: "forms" */ './FilterForm.tsx')).FilterForm,
}));

type FilterBuilderProps = {
  readonly offer: FilterOffer;
  readonly onAdd: (condition: Filter) => void;
};

/** A form that makes one condition after the other, for who would rather choose than type. */
export function FilterBuilder({ offer, onAdd }: FilterBuilderProps) {
  const t = useT();
  return (
    <ButtonPopover
      text={t('Build a filter')}
      label={t('Build a filter')}
      testId={TEST_IDS.filterBuilder}
      position="bottom-end"
      minWidth="24rem"
      maxWidth="28rem"
    >
      {(close) => (
        <Suspense fallback={<Skeleton screenreaderText={t('Loading')} height="16rem" />}>
          <FilterForm
            offer={offer}
            onAdd={onAdd}
            secondAction={
              <Button variant="link" onClick={close}>
                {t('Close')}
              </Button>
            }
          />
        </Suspense>
      )}
    </ButtonPopover>
  );
}
