import { Button, MenuToggle, Popover } from '@patternfly/react-core';
import { useRef, useState } from 'react';

import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Filter } from '#model/filter/filter.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { FilterForm } from './FilterForm.tsx';

type FilterBuilderProps = {
  readonly filters: readonly FilterDefinition[];
  readonly onAdd: (condition: Filter) => void;
};

/** A form that makes one condition after the other, for who would rather choose than type. */
export function FilterBuilder({ filters, onAdd }: FilterBuilderProps) {
  const t = useT();
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <MenuToggle ref={toggle} data-test={TEST_IDS.filterBuilder} isExpanded={isOpen} aria-haspopup="dialog">
        {t('Build a filter')}
      </MenuToggle>
      <Popover
        triggerRef={toggle}
        isVisible={isOpen}
        shouldOpen={() => setIsOpen(true)}
        shouldClose={() => setIsOpen(false)}
        aria-label={t('Build a filter')}
        position="bottom-end"
        showClose={false}
        withFocusTrap
        minWidth="24rem"
        maxWidth="28rem"
        bodyContent={
          <FilterForm
            filters={filters}
            onAdd={onAdd}
            secondAction={
              <Button variant="link" onClick={() => setIsOpen(false)}>
                {t('Close')}
              </Button>
            }
          />
        }
      />
    </>
  );
}
