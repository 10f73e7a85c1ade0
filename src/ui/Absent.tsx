import type { Writing } from './writing.ts';

import './text.css';

/** Stands where a value is missing: a muted en dash, read out as "not available". Zero is never missing. */
export function Absent({ writing: { t } }: { readonly writing: Writing }) {
  return (
    <span className="netobserv-plugin__muted">
      <span aria-hidden="true">–</span>
      <span className="netobserv-plugin__visually-hidden">{t('Not available')}</span>
    </span>
  );
}
