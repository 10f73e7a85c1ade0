import { Button, HelperText, HelperTextItem } from '@patternfly/react-core';

import type { FilterSyntaxError } from '#model/filter/language/filter-syntax-error.ts';
import { useT } from '../../ui/i18n.ts';
import { filterReasonText } from '../../ui/traffic/filter-problem-text.ts';

/** How much of the text is shown around the place, and of it, in UTF-16 units: the whole stands in the box. */
const MAX_CONTEXT = 60;

export type FilterErrorProps = {
  readonly id: string;
  readonly text: string;
  readonly error: FilterSyntaxError;
  /** Writes what was probably meant. */
  readonly onFix: () => void;
};

/** Below the box: where the text stopped making sense, why, and what was probably meant. */
export function FilterError({ id, text, error, onFix }: FilterErrorProps) {
  const t = useT();
  const { offset, length, suggestion } = error;
  return (
    <HelperText id={id} isLiveRegion className="netobserv-plugin__filter-error">
      <HelperTextItem variant="error">
        <code aria-hidden="true" dir="ltr" className="netobserv-plugin__filter-error-text">
          {endingOf(text.slice(0, offset))}
          <mark className="netobserv-plugin__filter-error-mark">
            {length === 0 ? '\u00a0' : beginningOf(text.slice(offset, offset + length))}
          </mark>
          {beginningOf(text.slice(offset + length))}
        </code>
        {t('At character {{position}}: {{reason}}', {
          position: offset + 1,
          reason: filterReasonText(error, t),
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

function endingOf(text: string): string {
  return text.length > MAX_CONTEXT ? `…${text.slice(-MAX_CONTEXT)}` : text;
}

function beginningOf(text: string): string {
  return text.length > MAX_CONTEXT ? `${text.slice(0, MAX_CONTEXT)}…` : text;
}
