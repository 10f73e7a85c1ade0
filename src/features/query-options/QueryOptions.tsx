import { Skeleton } from '@patternfly/react-core';

import { formatCount } from '#model/units.ts';
import { ButtonPopover } from '../../ui/ButtonPopover.tsx';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { logTypeText } from './log-type-text.ts';
import type { QueryOptionsFormProps } from './QueryOptionsForm.tsx';

const FORM = new LazyCode(
  async () => (await import(/* webpackChunkName: "forms" */ './QueryOptionsForm.tsx')).QueryOptionsForm,
);

/** What is listed and how much of it: a toggle that says the present choice, and a panel that changes it. */
export function QueryOptions(props: QueryOptionsFormProps) {
  const t = useT();
  const locale = useLocale();
  return (
    <ButtonPopover
      text={t('{{logType}}, limit {{limit}}', {
        logType: logTypeText(props.logType, t),
        limit: formatCount(props.limit, locale),
      })}
      label={t('Query options')}
      testId={TEST_IDS.queryOptions}
      hasAutoWidth
      maxWidth="28rem"
      onApproach={FORM.load}
    >
      {() => (
        <LazyPart
          lazy={FORM}
          waiting={<Skeleton screenreaderText={t('Loading')} width="26rem" height="16rem" />}
        >
          {(QueryOptionsForm) => <QueryOptionsForm {...props} />}
        </LazyPart>
      )}
    </ButtonPopover>
  );
}
