import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { LabelMatcher, LineFilter, LogQuery } from '../logql/log-query.ts';
import { labelMatcher } from './label-matcher.ts';
import { addressConditions, isSet, lineConditions } from './line-conditions.ts';
import type { LokiFields } from './loki-fields.ts';
import type { Condition, ConditionGroup } from './parse-filters.ts';

/** What `recordType` can ask for, in the order in which NetObserv's backend names them. */
export const RECORD_TYPES_ASKED = [
  'allConnections',
  'endConnection',
  'heartbeat',
  'flowLog',
  'newConnection',
] as const;
export type RecordTypeAsked = (typeof RECORD_TYPES_ASKED)[number];

/** Which records `packetLoss` lets through. */
export const PACKET_LOSSES = ['all', 'dropped', 'hasDrops', 'sent'] as const;
export type PacketLoss = (typeof PACKET_LOSSES)[number];

/** What a query asks for beside its conditions. */
export type RecordsWanted = {
  readonly recordType: RecordTypeAsked;
  readonly packetLoss: PacketLoss;
};

/** The label by which NetObserv's records are told from other logs in Loki, and the one that tells what they are. */
export const APP_LABEL = { name: 'app', value: 'netobserv-flowcollector' } as const;
const TYPE_LABEL = '_RecordType';
const EVENT_PATTERN = 'newConnection|heartbeat|endConnection';

/** All that may stand in values: whatever else does is refused, as it could end a pattern or a query. */
const ALLOWED_VALUES = /^[\w\-.,"*:/]*$/;

/**
 * The query of LogQL that NetObserv's backend writes for one group of conditions; its own words where it refuses one.
 *
 * Where no label says of which type a record is, all of them are asked for.
 */
export function logQueryOf(
  group: ConditionGroup,
  { recordType, packetLoss }: RecordsWanted,
  fields: LokiFields,
): Result<LogQuery, string> {
  const refused = group.find(({ values }) => !ALLOWED_VALUES.test(values));
  if (refused !== undefined) {
    return err(`unauthorized sign in flows request: ${refused.values}`);
  }
  const onLabels = group.filter(({ key }) => fields.isLabel(key));
  const onLines = group
    .filter(({ key }) => !fields.isLabel(key))
    .map((condition) => conditionsOnLines(condition, fields));
  return ok({
    selector: [
      { label: APP_LABEL.name, operator: '=', value: APP_LABEL.value },
      ...(fields.isLabel(TYPE_LABEL) ? [typeMatcher(recordType)] : []),
      ...onLabels.flatMap(labelMatcher),
    ],
    lineFilters: [...lossFilters(packetLoss), ...onLines.flatMap(({ lineFilters }) => lineFilters)],
    labelFilters: onLines.flatMap(({ labelFilters }) => labelFilters),
  });
}

function conditionsOnLines(condition: Condition, fields: LokiFields) {
  return fields.isAddress(condition.key) ? addressConditions(condition) : lineConditions(condition, fields);
}

function typeMatcher(recordType: RecordTypeAsked): LabelMatcher {
  return recordType === 'allConnections'
    ? { label: TYPE_LABEL, operator: '=~', value: EVENT_PATTERN }
    : { label: TYPE_LABEL, operator: '=', value: recordType };
}

/** What was dropped has no `Packets`, what was sent no `PktDropPackets`: flowlogs-pipeline leaves zeros out. */
function lossFilters(packetLoss: PacketLoss): readonly LineFilter[] {
  const hasDrops: LineFilter = { operator: '|~', pattern: '"PktDropPackets":[1-9][0-9]*[,}]' };
  switch (packetLoss) {
    case 'all':
      return [];
    case 'dropped':
      return [isNotSet('Packets'), hasDrops];
    case 'hasDrops':
      return [hasDrops];
    case 'sent':
      return [isNotSet('PktDropPackets')];
  }
}

function isNotSet(field: string): LineFilter {
  return { ...isSet(field), operator: '!~' };
}
