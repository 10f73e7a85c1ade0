import { Form, MenuToggle, Popover } from '@patternfly/react-core';
import { useRef, useState } from 'react';

import { formatCount } from '#model/units.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useLocale } from '../../ui/useLocale.ts';
import type { LimitFieldProps } from './LimitField.tsx';
import { LimitField } from './LimitField.tsx';
import type { LogTypeFieldProps } from './LogTypeField.tsx';
import { LogTypeField, logTypeText } from './LogTypeField.tsx';

type QueryOptionsProps = LogTypeFieldProps & LimitFieldProps;

/** What is listed and how much of it: a toggle that says the present choice, and a panel that changes it. */
export function QueryOptions({ limit, onLimit, ...logTypeProps }: QueryOptionsProps) {
  const t = useT();
  const locale = useLocale();
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  return (
    <>
      <MenuToggle ref={toggle} data-test={TEST_IDS.queryOptions} isExpanded={isOpen} aria-haspopup="dialog">
        {t('{{logType}}, limit {{limit}}', {
          logType: logTypeText(logTypeProps.logType, t),
          limit: formatCount(limit, locale),
        })}
      </MenuToggle>
      <Popover
        triggerRef={toggle}
        isVisible={isOpen}
        shouldOpen={() => setIsOpen(true)}
        shouldClose={() => setIsOpen(false)}
        aria-label={t('Query options')}
        position="bottom-start"
        enableFlip={false}
        showClose={false}
        withFocusTrap
        hasAutoWidth
        maxWidth="28rem"
        bodyContent={
          <Form>
            <LogTypeField {...logTypeProps} />
            <LimitField limit={limit} onLimit={onLimit} />
          </Form>
        }
      />
    </>
  );
}
