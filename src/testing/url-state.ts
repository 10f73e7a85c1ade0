import type { UrlState } from '../state/url/params.ts';
import { readUrl } from '../state/url/url-state.ts';

/** Everything that a query string says, with defaults for what it does not. */
export function urlStateOf(search: string): UrlState {
  return {
    timeRange: readUrl(search, 'timeRange').value,
    logType: readUrl(search, 'logType').value,
    filter: readUrl(search, 'filter').value,
    off: readUrl(search, 'off').value,
    limit: readUrl(search, 'limit').value,
    sort: readUrl(search, 'sort').value,
    selection: readUrl(search, 'selection').value,
    panelTab: readUrl(search, 'panelTab').value,
    packetLoss: readUrl(search, 'packetLoss').value,
    showDup: readUrl(search, 'showDup').value,
  };
}
