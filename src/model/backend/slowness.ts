import type { LogType } from '../event.ts';
import type { Filter } from '../filter/filter.ts';
import { isEverything } from '../filter/filter.ts';
import type { TimeSpan } from '../time-range.ts';
import { planConversations } from './conversation-plan.ts';
import { planFlows } from './flow-plan.ts';
import type { Backend, NetObservBackend } from './profile.ts';
import { isIndexed } from './read-plan.ts';

/** What of a question makes an answer slow: nothing that Loki has in its index; a long time range. */
export type Slowness = 'unindexed' | 'long-range';

/** Beyond this a time range is long, in ms. */
const LONG_MS = 3_600_000;

type Asked = { readonly logType: LogType; readonly filter: Filter; readonly span: TimeSpan };

/** What of a question, whose filter is lowered, makes a backend slow; nothing where that is not the question's doing. */
export function slownessOf({ logType, filter, span }: Asked, backend: Backend): readonly Slowness[] {
  const isUnindexed =
    backend.kind === 'netobserv' && !isEverything(filter) && !isFoundByLabels(filter, logType, backend);
  return [
    ...(isUnindexed ? (['unindexed'] as const) : []),
    ...(span.toMs - span.fromMs > LONG_MS ? (['long-range'] as const) : []),
  ];
}

function isFoundByLabels(filter: Filter, logType: LogType, backend: NetObservBackend): boolean {
  return isIndexed(
    logType === 'flowLog'
      ? planFlows(filter, backend).shared
      : planConversations(filter, backend, { isEveryEventWanted: false }).lasting,
  );
}
