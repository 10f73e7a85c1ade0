import { Alert, List, ListItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { FlowBalance } from './reconciliation.ts';
import { isBalanced } from './reconciliation.ts';

/** Says how many flows of a conversation can be seen, and where the others are; nothing when all are there. */
export function ReconciliationNotice({ balance }: { readonly balance: FlowBalance }) {
  const t = useT();
  const { areFlowsKept, areFlowsUnread, found, outsideWindow, known: count } = balance;
  if (!areFlowsKept) {
    return (
      <Notice title={t('The flows of this conversation are not kept')}>
        {t(
          'This cluster keeps conversation events only. Set spec.processor.logTypes of the FlowCollector to All.',
        )}
      </Notice>
    );
  }
  if (areFlowsUnread) {
    return <Notice title={t('Only the newest {{found}} of {{count}} flows were read', { found, count })} />;
  }
  if (isBalanced(balance)) {
    return null;
  }
  if (isOnlyAhead(balance)) {
    return (
      <Notice
        title={t('{{count}} flows are not counted by any event so far', { count: balance.uncounted })}
      />
    );
  }
  return (
    <Notice
      title={
        outsideWindow === undefined
          ? t('{{found}} of {{count}} flows are stored', { found, count })
          : t('{{found}} of {{count}} flows are in the window', { found: found - outsideWindow, count })
      }
    >
      <List isPlain>
        {reasons(balance, t).map((reason) => (
          <ListItem key={reason}>{reason}</ListItem>
        ))}
      </List>
    </Notice>
  );
}

function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Alert variant="info" isInline isPlain title={title}>
      {children}
    </Alert>
  );
}

/** Whether the flows are merely ahead of the events, as they are between two ticks of an open conversation. */
function isOnlyAhead({ outsideWindow = 0, missing }: FlowBalance): boolean {
  return outsideWindow === 0 && missing === 0;
}

function reasons({ outsideWindow = 0, missing, uncounted, duplicates }: FlowBalance, t: Translate) {
  return [
    outsideWindow > 0 && t('{{count}} flows lie outside the time range', { count: outsideWindow }),
    missing > 0 && t('{{count}} flows are no longer stored, or never were', { count: missing }),
    uncounted > 0 && t('Of these, {{count}} flows are not counted by any event so far', { count: uncounted }),
    duplicates > 0 &&
      t('{{count}} records of a second observer of the same traffic are not counted', { count: duplicates }),
  ].filter((reason) => reason !== false);
}
