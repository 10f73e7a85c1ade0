import { Boolean as Bool, Integer, Object as ObjectOf, Optional, String as Text, Unsafe } from 'typebox';

import { PACKET_LOSSES } from '#model/filter/link/packet-loss.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';

import { EXPORT_FORMATS } from '../query/export-question.ts';
import { ASKED_RECORD_TYPES } from '../query/records-question.ts';

/** The last second that JavaScript's dates can tell. */
const LAST_SECOND = 8_640_000_000_000;
/** So many rows can be asked for at once. */
export const MAX_LIMIT = 10_000;
const DEFAULT_LIMIT = 100;
const MAX_TEXT = 128 * 1024;
/** Of a name of Kubernetes, as DNS has it. */
const MAX_NAME = 253;

/** One of a closed set of words, as JSON schema says it; `Union` of literals makes worse messages. */
export function OneOf<const T extends readonly string[]>(words: T, initial: T[number], description?: string) {
  return Unsafe<T[number]>({
    ...(description === undefined ? {} : { description }),
    type: 'string',
    enum: [...words],
    default: initial,
  });
}

/** A number of rows to answer with. */
export const Limit = Integer({
  minimum: 1,
  maximum: MAX_LIMIT,
  default: DEFAULT_LIMIT,
  description: 'How many rows to answer with at most.',
});

/** The parameters that all queries share: NetObserv's FlowQuery. Instants in seconds. */
export const SHARED = {
  startTime: Optional(
    Integer({ minimum: 0, maximum: LAST_SECOND, description: 'First second; wins over `timeRange`.' }),
  ),
  endTime: Optional(
    Integer({ minimum: 0, maximum: LAST_SECOND, description: 'Last second, which is in; open if absent.' }),
  ),
  timeRange: Optional(
    Integer({ minimum: 1, maximum: LAST_SECOND, description: 'The last so many seconds until now.' }),
  ),
  filters: Optional(
    Text({
      maxLength: MAX_TEXT,
      description:
        'Conditions on fields: `Field="value"`, alternatives with `,`, all of them with `&`, groups with `|`.' +
        ' Percent-encoded once or twice.',
    }),
  ),
  namespace: Optional(
    Text({ maxLength: MAX_NAME, description: 'Only traffic from or to this namespace; empty means any.' }),
  ),
  packetLoss: Optional(
    OneOf(
      PACKET_LOSSES,
      'all',
      'By lost packets: any flow, all packets `dropped`, some dropped (`hasDrops`), none (`sent`).',
    ),
  ),
};

const RECORD_TYPE = 'Flow logs, one type of events, or all events of conversations (`allConnections`).';
const SHOW_DUP = 'Whether records of a second observer of the same traffic are shown, too.';

/** `/api/loki/flow/records`. Parameters of NetObserv's that mean nothing here are ignored. */
export const RecordsParameters = ObjectOf({
  ...SHARED,
  limit: Limit,
  recordType: OneOf(ASKED_RECORD_TYPES, 'flowLog', RECORD_TYPE),
  showDup: Bool({ default: false, description: SHOW_DUP }),
});

/** `/api/loki/export`: those of the records, but all types, however many, unless something else is asked for. */
export const ExportParameters = ObjectOf({
  ...SHARED,
  format: Text({
    maxLength: MAX_NAME,
    description: `What the file is: ${EXPORT_FORMATS.join(', ')}.`,
    examples: [...EXPORT_FORMATS],
  }),
  columns: Optional(
    Text({
      maxLength: MAX_TEXT,
      description: 'Names of fields with commas between them, in that order; all fields if absent.',
    }),
  ),
  limit: Optional(
    Integer({
      minimum: 1,
      description: 'How many records or conversations at most, the newest ones; all if absent.',
    }),
  ),
  recordType: Optional(
    Unsafe<(typeof ASKED_RECORD_TYPES)[number]>({
      type: 'string',
      enum: [...ASKED_RECORD_TYPES],
      description: `${RECORD_TYPE} All records if absent.`,
    }),
  ),
  showDup: Bool({ default: false, description: SHOW_DUP }),
});

/** `/api/conversations`. */
export const ConversationsParameters = ObjectOf({
  ...SHARED,
  limit: Limit,
  sort: Text({
    default: '-end',
    maxLength: 100,
    description: `By what: ${CONVERSATION_SORT_KEYS.join(', ')}; \`-\` before it turns the order around.`,
  }),
  cursor: Optional(
    Text({
      maxLength: 4096,
      description: 'Where to go on: `cursor` of the answer before, asked the same way.',
    }),
  ),
});

/** `/api/conversations/{key}`. */
export const ConversationParameters = ObjectOf({
  key: Text({
    minLength: 1,
    maxLength: 200,
    description: 'The conversation ID, `@` and its start in milliseconds, as lists give it.',
  }),
});

/** `/api/status` and all of `/api/resources/…` but the names. */
export const NamespaceParameters = ObjectOf({
  namespace: Optional(Text({ maxLength: MAX_NAME, description: 'Of this namespace; empty means any.' })),
});

/** `/api/resources/names`. */
export const NamesParameters = ObjectOf({
  namespace: Optional(Text({ maxLength: MAX_NAME, description: 'Of this namespace; empty means any.' })),
  kind: Optional(
    Text({
      maxLength: MAX_NAME,
      description: '`Pod`, `Service`, `Node`, or a kind of owners; empty means any.',
    }),
  ),
});
