import { Form } from '@patternfly/react-core';

import { formatCount } from '#model/units.ts';
import { ButtonPopover } from '../../ui/ButtonPopover.tsx';
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
  return (
    <ButtonPopover
      text={t('{{logType}}, limit {{limit}}', {
        logType: logTypeText(logTypeProps.logType, t),
        limit: formatCount(limit, locale),
      })}
      label={t('Query options')}
      testId={TEST_IDS.queryOptions}
      position="bottom-start"
      enableFlip={false}
      hasAutoWidth
      maxWidth="28rem"
    >
      {() => (
        <Form>
          <LogTypeField {...logTypeProps} />
          <LimitField limit={limit} onLimit={onLimit} />
        </Form>
      )}
    </ButtonPopover>
  );
}
