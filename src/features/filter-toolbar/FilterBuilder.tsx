import { Button, Skeleton } from '@patternfly/react-core';

import type { Filter } from '#model/filter/filter.ts';
import { ButtonPopover } from '../../ui/ButtonPopover.tsx';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { FilterOffer } from './filter-offer.ts';

const FILTER_FORM = new LazyCode(
  async () => (await import(/* webpackChunkName: "forms" */ './FilterForm.tsx')).FilterForm,
);

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
      minWidth="24rem"
      maxWidth="28rem"
      onApproach={FILTER_FORM.load}
    >
      {(close) => (
        <LazyPart lazy={FILTER_FORM} waiting={<Skeleton screenreaderText={t('Loading')} height="16rem" />}>
          {(FilterForm) => (
            <FilterForm
              offer={offer}
              onAdd={onAdd}
              secondAction={
                <Button variant="link" onClick={close}>
                  {t('Close')}
                </Button>
              }
            />
          )}
        </LazyPart>
      )}
    </ButtonPopover>
  );
}
