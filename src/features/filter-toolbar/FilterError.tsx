import { Button, HelperText, HelperTextItem } from '@patternfly/react-core';

import type { FilterSyntaxError } from '#model/filter/language/filter-syntax-error.ts';
import { useT } from '../../ui/i18n.ts';
import { filterReasonText } from '../../ui/traffic/filter-problem-text.ts';

type FilterErrorProps = {
  readonly id: string;
  readonly text: string;
  readonly error: FilterSyntaxError;
  /** Writes what was probably meant. */
  readonly onFix: () => void;
};

/** Below the box: where the text stopped making sense, why, and what was probably meant. */
export function FilterError({ id, text, error, onFix }: FilterErrorProps) {
  const t = useT();
  const { code, offset, length, suggestion } = error;
  return (
    <HelperText id={id} isLiveRegion className="netobserv-plugin__filter-error">
      <HelperTextItem variant="error">
        <code aria-hidden="true" dir="ltr" className="netobserv-plugin__filter-error-text">
          {text.slice(0, offset)}
          <mark className="netobserv-plugin__filter-error-mark">
            {length === 0 ? '\u00a0' : text.slice(offset, offset + length)}
          </mark>
          {text.slice(offset + length)}
        </code>{' '}
        {t('At character {{position}}: {{reason}}', {
          position: offset + 1,
          reason: filterReasonText(code, t),
        })}{' '}
        {suggestion !== undefined && (
          <Button variant="link" isInline onClick={onFix}>
            {t('Write “{{suggestion}}” instead', { suggestion })}
          </Button>
        )}
      </HelperTextItem>
    </HelperText>
  );
}
