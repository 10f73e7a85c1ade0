import { FormGroup, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';

import { formatCount } from '#model/units.ts';
import { useT } from '../../ui/i18n.ts';
import { useLocale } from '../../ui/useLocale.ts';

/** How many rows are offered. A link may ask for any number up to the last. */
const LIMITS = [50, 100, 500, 1000, 5000, 10_000] as const;

export type LimitFieldProps = {
  readonly limit: number;
  readonly onLimit: (limit: number) => void;
};

/** How many rows at most. A number from a link that is not among those offered is shown with them. */
export function LimitField({ limit, onLimit }: LimitFieldProps) {
  const t = useT();
  const locale = useLocale();
  const offered = [...new Set([...LIMITS, limit])].sort((one, other) => one - other);
  return (
    <FormGroup role="group" label={t('Limit')}>
      <ToggleGroup aria-label={t('Limit')} isCompact>
        {offered.map((rows) => (
          <ToggleGroupItem
            key={rows}
            buttonId={`netobserv-plugin-limit-${rows}`}
            data-test={`limit-${rows}`}
            text={formatCount(rows, locale)}
            isSelected={rows === limit}
            onChange={() => onLimit(rows)}
          />
        ))}
      </ToggleGroup>
    </FormGroup>
  );
}
