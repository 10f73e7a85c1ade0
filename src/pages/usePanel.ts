import type { Conversation } from '#model/conversation/conversation.ts';
import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { PanelTab, Selection } from '#model/view.ts';
import { useConversation } from '../data/useConversation.ts';
import type { Traffic } from '../data/traffic.ts';
import type { SwitchSubject } from '../state/useConversationSwitch.ts';
import {
  subjectOfConversation,
  subjectOfRecord,
  useConversationSwitch,
} from '../state/useConversationSwitch.ts';
import { useUrlParam, useUrlUpdate } from '../state/url/useUrl.ts';

/** The side panel's state, all of it from the link. */
export type PanelState = {
  /** What the panel shows; `undefined` when it is closed. */
  readonly selection: Selection | undefined;
  /** The row that is selected: the link may name a conversation by another instant of its life. */
  readonly row: Selection | undefined;
  /** The selected record, when it is among the rows. */
  readonly record: TrafficRecord | undefined;
  readonly tab: PanelTab;
  readonly select: (selection: Selection | undefined) => void;
  readonly setTab: (tab: PanelTab) => void;
  /** The log type that `switchLogType` goes to; `undefined` where there is none to go to. */
  readonly switchTarget: LogType | undefined;
  readonly switchLogType: () => void;
};

/** What is selected, and what can be done with it, while `logType` is listed. */
export function usePanel(
  logType: LogType,
  available: readonly LogType[],
  rows: Traffic | undefined,
): PanelState {
  const selection = useUrlParam('selection');
  const tab = useUrlParam('panelTab');
  const update = useUrlUpdate();
  const switchTo = useConversationSwitch();
  const record = selectedRecord(selection, rows);
  const conversationKey = selection?.kind === 'conversation' ? selection.key : undefined;
  const known = useConversation(conversationKey).data?.conversation;
  const subject = subjectOf(record, known ?? conversationAmong(rows, conversationKey));
  const target = LOG_TYPES.find((type) => type !== logType && available.includes(type));

  return {
    selection,
    row:
      known === undefined || known.key === conversationKey
        ? selection
        : { kind: 'conversation', key: known.key },
    record,
    tab,
    select: (next) => update({ selection: next, panelTab: next?.kind === selection?.kind ? tab : 'details' }),
    setTab: (next) => update({ panelTab: next }),
    switchTarget: subject === undefined ? undefined : target,
    switchLogType: () => {
      if (subject !== undefined && target !== undefined) {
        switchTo(target, subject);
      }
    },
  };
}

function selectedRecord(
  selection: Selection | undefined,
  rows: Traffic | undefined,
): TrafficRecord | undefined {
  return selection?.kind === 'record' && rows?.kind === 'records'
    ? rows.records.find(({ key }) => key === selection.key)?.record
    : undefined;
}

/** The conversation of what is selected. Its row knows it at once, its details wherever it is. */
function subjectOf(
  record: TrafficRecord | undefined,
  conversation: Conversation | undefined,
): SwitchSubject | undefined {
  return record === undefined ? conversation && subjectOfConversation(conversation) : subjectOfRecord(record);
}

function conversationAmong(
  rows: Traffic | undefined,
  conversationKey: string | undefined,
): Conversation | undefined {
  return rows?.kind === 'conversations' ? rows.items.find(({ key }) => key === conversationKey) : undefined;
}
