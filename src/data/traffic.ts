import type { Conversation } from '#model/conversation/conversation.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { ReadingEnd, ReadingFailure } from './reading/reading-end.ts';

/** What every answer says beside its rows. */
type AnswerFacts = {
  /** True when more match than are listed. */
  readonly isLimitReached: boolean;
  /** The backend's clock when it answered, in ms since the epoch. */
  readonly serverMs: number;
  /** How far back it was read. A backend of ours answers for all of it. */
  readonly end: ReadingEnd;
};

/** The rows of the page. */
export type Traffic =
  | (AnswerFacts & {
      readonly kind: 'conversations';
      readonly items: readonly Conversation[];
      /** How many match, however many are in `items`, of those that are known. */
      readonly total: number;
      /** Ids of which it could not be read how they went on: whether and how they pass is not certain. */
      readonly cutOff?: readonly string[];
      /** Why that could not be read, where the backend did not answer. */
      readonly failure?: ReadingFailure | undefined;
    })
  | (AnswerFacts & {
      readonly kind: 'records';
      /** Newest first. */
      readonly records: readonly KeyedRecord[];
      /** How many match and are left out, as another observer reported the same; absent where that is not known. */
      readonly secondObservers?: number | undefined;
    });

/** Whether all is known that was asked about. */
export function isReadWhole(traffic: Traffic): boolean {
  return (
    traffic.end.kind === 'whole' && !(traffic.kind === 'conversations' && (traffic.cutOff ?? []).length > 0)
  );
}
