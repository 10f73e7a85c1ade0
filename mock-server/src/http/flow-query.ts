import { Boolean as Bool, Integer, Object as ObjectOf, Optional, String as Text, Unsafe } from 'typebox';

import { PACKET_LOSSES } from '../query/asked-filter.ts';
import { EXPORT_FORMATS } from '../query/export-question.ts';
import { ASKED_RECORD_TYPES } from '../query/records-question.ts';

/** The last second that JavaScript's dates can tell. */
const LAST_SECOND = 8_640_000_000_000;
const MAX_LIMIT = 10_000;
const DEFAULT_LIMIT = 100;
const MAX_TEXT = 128 * 1024;
const MAX_NAME = 253;

/** One of a closed set of words, as JSON schema says it; `Union` of literals makes worse messages. */
export function OneOf<const T extends readonly string[]>(words: T, initial: T[number]) {
  return Unsafe<T[number]>({ type: 'string', enum: [...words], default: initial });
}

/** A number of rows to answer with. */
export const Limit = Integer({ minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT });

/** A name of Kubernetes: at most 253 characters, as DNS has it. Empty means any. */
export const Name = Text({ maxLength: MAX_NAME });

/** The parameters that all queries share: NetObserv's FlowQuery. Instants in seconds. */
const SHARED = {
  startTime: Optional(Integer({ minimum: 0, maximum: LAST_SECOND })),
  endTime: Optional(Integer({ minimum: 0, maximum: LAST_SECOND })),
  timeRange: Optional(Integer({ minimum: 1, maximum: LAST_SECOND })),
  filters: Optional(Text({ maxLength: MAX_TEXT })),
  namespace: Optional(Name),
  packetLoss: Optional(OneOf(PACKET_LOSSES, 'all')),
  limit: Limit,
};

/** `/api/loki/flow/records`. Parameters of NetObserv's that mean nothing here are ignored. */
export const RecordsParameters = ObjectOf({
  ...SHARED,
  recordType: OneOf(ASKED_RECORD_TYPES, 'flowLog'),
  showDup: Bool({ default: false }),
});

/** `/api/loki/export`: those of the records, but everything unless something else is asked for. */
export const ExportParameters = ObjectOf({
  ...SHARED,
  format: Unsafe<(typeof EXPORT_FORMATS)[number]>({ type: 'string', enum: [...EXPORT_FORMATS] }),
  limit: Optional(Integer({ minimum: 1 })),
  recordType: Optional(
    Unsafe<(typeof ASKED_RECORD_TYPES)[number]>({ type: 'string', enum: [...ASKED_RECORD_TYPES] }),
  ),
  showDup: Bool({ default: true }),
});

/** `/api/conversations`. */
export const ConversationsParameters = ObjectOf({
  ...SHARED,
  sort: Text({ default: '-end', maxLength: 100 }),
  cursor: Optional(Text({ maxLength: 4096 })),
});

/** `/api/conversations/{key}`. */
export const ConversationParameters = ObjectOf({ key: Text({ minLength: 1, maxLength: 200 }) });

/** `/api/resources/names`. */
export const NamesParameters = ObjectOf({ namespace: Optional(Name), kind: Optional(Name) });
