import { useMemo } from 'react';

import type { LogType } from '#model/event.ts';
import type { ColumnOffer } from '../../state/preferences/column-choice.ts';
import { useT } from '../../ui/i18n.ts';
import { columnOffers } from './chosen-columns.ts';
import { offeredFields } from './offered-fields.ts';
import { useConversationColumns } from './useConversationColumns.tsx';
import { useFlowColumns } from './useFlowColumns.tsx';

/** The columns that the table of a log type can show, on a cluster with these features. */
export function useColumnOffers(logType: LogType, features: readonly string[]): readonly ColumnOffer[] {
  const t = useT();
  const conversation = useConversationColumns();
  const flow = useFlowColumns();
  const standard = logType === 'allConnections' ? conversation : flow;
  return useMemo(
    () => columnOffers(standard, offeredFields(logType, features), t),
    [standard, logType, features, t],
  );
}
