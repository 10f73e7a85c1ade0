import { useCallback } from 'react';

import { addressSpaceOf } from '#model/conversation/address-space.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { EVENTS_APART_MS } from '#model/conversation/event-spacing.ts';
import { conversationKey } from '#model/conversation/identity.ts';
import type { LogType } from '#model/event.ts';
import { conversationIdOf } from '#model/event.ts';
import { all, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import { useUrlUpdate } from './url/useUrl.ts';

/** The conversation that is looked at while the log type changes: which, and when. */
export type SwitchSubject = {
  readonly key: string;
  readonly id: string;
  /** Its whole span, as far as is known. */
  readonly span: TimeSpan;
};

/** A conversation as the subject of a switch. */
export function subjectOfConversation({ key, id, startMs, endMs }: Conversation): SwitchSubject {
  return { key, id, span: { fromMs: startMs, toMs: endMs } };
}

/**
 * The conversation that a record belongs to; nothing for a record that no conversation was tracked for.
 *
 * A flow tells when it was, not when its conversation was: the instance that was alive then is meant. Its latest event
 * may be older than the flow, but not by much.
 */
export function subjectOfRecord(record: TrafficRecord): SwitchSubject | undefined {
  const id = conversationIdOf(record);
  const startMs = numberField(record, 'TimeFlowStartMs');
  const endMs = numberField(record, 'TimeFlowEndMs') ?? startMs;
  return id === undefined || startMs === undefined || endMs === undefined
    ? undefined
    : {
        key: conversationKey(id, startMs, addressSpaceOf(record)),
        id,
        span: { fromMs: startMs - EVENTS_APART_MS, toMs: endMs },
      };
}

/**
 * Goes from a conversation to its flow logs, or back, and keeps hold of it.
 *
 * One step of the history, which Back undoes whole: the log type; the id as the only condition, so that the
 * flows of both directions pass; a window that holds the conversation from its start to its end; the
 * conversation selected, on the tab that shows where one came from.
 */
export function useConversationSwitch(): (to: LogType, subject: SwitchSubject) => void {
  const update = useUrlUpdate();
  return useCallback(
    (to: LogType, { key, id, span }: SwitchSubject) => {
      update({
        logType: to,
        filter: all(match('id', '=', id)),
        timeRange: rangeHolding(span),
        selection: { kind: 'conversation', key },
        panelTab: to === 'flowLog' ? 'flows' : 'events',
        sort: undefined,
      });
    },
    [update],
  );
}
