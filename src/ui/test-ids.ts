/** Values of `data-test`: what end-to-end tests hold on to where a role and a name do not do. */
export const TEST_IDS = {
  queryOptions: 'query-options-dropdown',
  logType: { allConnections: 'recordType-allConnections', flowLog: 'recordType-flowLog' },
  timeRange: 'time-range-dropdown',
  refreshInterval: 'refresh-interval-dropdown',
  refresh: 'refresh-button',
  filterInput: 'filter-input',
  filterEdit: 'filter-edit',
  quickFilters: 'quick-filters-dropdown',
  filterBuilder: 'filter-builder-toggle',
  filterMatch: 'filter-match-dropdown',
  filterChips: 'filter-chips',
  clearFilters: 'clear-all-filters',
  recording: 'recording',
  sidePanel: 'side-panel',
  switchLogType: 'switch-log-type',
  summary: 'summary-bar',
} as const;
