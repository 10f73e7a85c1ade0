import type { LogType } from '#model/event.ts';
import { LOG_TYPES, RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { PacketLoss } from '#model/filter/link/packet-loss.ts';
import { PACKET_LOSSES } from '#model/filter/link/packet-loss.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { PanelTab, Selection, Sort } from '#model/view.ts';
import { PANEL_TABS, SORT_KEYS } from '#model/view.ts';
import { filterParam } from './filter-param.ts';
import { offParam } from './off-param.ts';
import { timeRangeParam } from './time-range-param.ts';
import type { UrlParam } from './url-param.ts';
import { refused, understood } from './url-param.ts';

/** How many rows a page without a limit in its link asks for, and how many it may ask for at most. */
export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 10_000;

/** Everything that a link to the page carries. */
export type UrlState = {
  readonly timeRange: TimeRange;
  /** `undefined` when the link does not say; see `useLogType` for what that means. */
  readonly logType: LogType | undefined;
  readonly filter: Filter;
  /** Conditions that are switched off. */
  readonly off: readonly Filter[];
  readonly limit: number;
  /** `undefined` for the order in which the rows come. */
  readonly sort: Sort | undefined;
  readonly selection: Selection | undefined;
  readonly panelTab: PanelTab;
  /** Of NetObserv's links; the page makes conditions of it when it opens. */
  readonly packetLoss: PacketLoss;
  readonly showDup: boolean;
};

/** The codec of each thing. Defaults are not written, but for time and log type, which a link needs. */
export const URL_PARAMS: { readonly [Name in keyof UrlState]: UrlParam<UrlState[Name]> } = {
  timeRange: timeRangeParam,
  filter: filterParam,
  off: offParam,
  logType: {
    keys: ['recordType'],
    decode({ recordType }) {
      if (recordType === undefined) {
        return understood(undefined);
      }
      const known = RECORD_TYPES.find((type) => type === recordType);
      const logType = LOG_TYPES.find((type) => type === recordType);
      return known === undefined && logType === undefined
        ? refused(undefined, { key: 'recordType', raw: recordType, code: 'not-one-of', allowed: LOG_TYPES })
        : understood(logType ?? 'allConnections');
    },
    encode: (logType) => ({ recordType: logType }),
  },
  limit: {
    keys: ['limit'],
    decode({ limit }) {
      if (limit === undefined) {
        return understood(DEFAULT_LIMIT);
      }
      const rows = Number(limit);
      return /^\d+$/.test(limit) && rows >= 1 && rows <= MAX_LIMIT
        ? understood(rows)
        : refused(DEFAULT_LIMIT, {
            key: 'limit',
            raw: limit,
            code: 'not-a-number-between',
            allowed: ['1', String(MAX_LIMIT)],
          });
    },
    encode: (limit) => ({ limit: unlessDefault(String(limit), String(DEFAULT_LIMIT)) }),
  },
  sort: {
    keys: ['sort'],
    decode({ sort }) {
      if (sort === undefined) {
        return understood(undefined);
      }
      const key = sort.replace(/^-/, '');
      return SORT_KEYS.includes(key)
        ? understood({ key, direction: sort.startsWith('-') ? 'desc' : 'asc' })
        : refused(undefined, { key: 'sort', raw: sort, code: 'not-a-sort' });
    },
    encode: (sort) => ({
      sort: sort === undefined ? undefined : `${sort.direction === 'desc' ? '-' : ''}${sort.key}`,
    }),
  },
  selection: {
    keys: ['selected'],
    decode({ selected }) {
      if (selected === undefined) {
        return understood(undefined);
      }
      const [, kind, key] = /^(conversation|record):(.+)$/s.exec(selected) ?? [];
      return kind === undefined || key === undefined
        ? refused(undefined, { key: 'selected', raw: selected, code: 'not-a-selection' })
        : understood({ kind: kind === 'record' ? 'record' : 'conversation', key });
    },
    encode: (selection) => ({
      selected: selection === undefined ? undefined : `${selection.kind}:${selection.key}`,
    }),
  },
  panelTab: oneOf('panel', PANEL_TABS, 'details'),
  packetLoss: oneOf('packetLoss', PACKET_LOSSES, 'all'),
  showDup: {
    keys: ['showDup'],
    decode({ showDup }) {
      return showDup === undefined || showDup === 'true' || showDup === 'false'
        ? understood(showDup === 'true')
        : refused(false, { key: 'showDup', raw: showDup, code: 'not-one-of', allowed: ['true', 'false'] });
    },
    encode: (showDup) => ({ showDup: unlessDefault(String(showDup), 'false') }),
  },
};

function oneOf<const T extends string>(key: string, allowed: readonly T[], byDefault: T): UrlParam<T> {
  return {
    keys: [key],
    decode(raw) {
      const text = raw[key];
      const known = allowed.find((value) => value === (text ?? byDefault));
      return known === undefined
        ? refused(byDefault, { key, raw: text ?? '', code: 'not-one-of', allowed })
        : understood(known);
    },
    encode: (value) => ({ [key]: unlessDefault(value, byDefault) }),
  };
}

function unlessDefault(text: string, byDefault: string): string | undefined {
  return text === byDefault ? undefined : text;
}
