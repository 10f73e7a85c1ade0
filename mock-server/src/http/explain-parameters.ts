import { Boolean as Bool, Integer, Object as ObjectOf, String as Text } from 'typebox';

import { ASKED_RECORD_TYPES } from '../query/records-question.ts';
import { OneOf, SHARED } from './flow-query.ts';

/** `/api/explain`: the query of a list, without what cuts it. */
export const ExplainParameters = ObjectOf({
  ...SHARED,
  recordType: OneOf(
    ASKED_RECORD_TYPES,
    'flowLog',
    'What is counted: flow logs, or conversations for any type of events.',
  ),
  showDup: Bool({
    default: false,
    description: 'Whether records of a second observer of the same traffic are counted, too.',
  }),
});

/** `/api/conversations/facets`. */
export const FacetsParameters = ObjectOf({
  ...SHARED,
  fields: Text({
    maxLength: 4096,
    description: 'Names of record fields with commas between them, 20 at most.',
    examples: ['_Status,Proto,SrcK8S_Namespace'],
  }),
  limit: Integer({
    minimum: 1,
    maximum: 1000,
    default: 10,
    description: 'How many values of each field are listed at most.',
  }),
});

/** `/api/conversations/{key}`, in its query. */
export const ConversationScopeParameters = ObjectOf({ namespace: SHARED.namespace });
