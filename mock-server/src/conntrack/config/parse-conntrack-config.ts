import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type {
  ConntrackConfig,
  FieldGroup,
  HashDefinition,
  SchedulingGroupConfig,
  SelectorValue,
  TcpFlagsConfig,
} from './conntrack-config.ts';
import { ConntrackConfigError } from './conntrack-config-error.ts';
import { checkRules } from './config-rules.ts';
import type { DraftConfig, DraftOutputField } from './config-rules.ts';
import type { Located } from './strict-json.ts';
import {
  Members,
  readBoolean,
  readDurationMs,
  readInteger,
  readList,
  readText,
  wrongType,
} from './strict-json.ts';

/**
 * Reads the JSON of flowlogs-pipeline's `extract.conntrack` and checks it by the same rules, in their order.
 *
 * Strict where the reference is: unknown keys are refused, keys may be in any case, a `null` is an absent
 * key, a bare number as a duration is nanoseconds.
 */
export function parseConntrackConfig(json: unknown): Result<ConntrackConfig, ConntrackConfigError> {
  try {
    return ok(checkRules(readDraft({ value: json, path: '' })));
  } catch (error) {
    if (error instanceof ConntrackConfigError) {
      return err(error);
    }
    throw error;
  }
}

function readDraft(located: Located): DraftConfig {
  if (located.value === undefined || located.value === null) {
    throw wrongType(located, 'an object');
  }
  const members = new Members(located, [
    'keyDefinition',
    'outputRecordTypes',
    'outputFields',
    'scheduling',
    'maxConnectionsTracked',
    'tcpFlags',
  ]);
  return {
    keyDefinition: readKeyDefinition(members.at('keyDefinition')),
    outputRecordTypes: readList(members.at('outputRecordTypes')).map(readText),
    outputFields: readList(members.at('outputFields')).map(readOutputField),
    scheduling: readList(members.at('scheduling')).map(readSchedulingGroup),
    maxConnectionsTracked: readInteger(members.at('maxConnectionsTracked')),
    tcpFlags: readTcpFlags(members.at('tcpFlags')),
  };
}

function readKeyDefinition(located: Located): ConntrackConfig['keyDefinition'] {
  const members = new Members(located, ['fieldGroups', 'hash']);
  return {
    fieldGroups: readList(members.at('fieldGroups')).map(readFieldGroup),
    hash: readHash(members.at('hash')),
  };
}

function readFieldGroup(located: Located): FieldGroup {
  const members = new Members(located, ['name', 'fields']);
  return {
    name: readText(members.at('name')),
    fields: readList(members.at('fields')).map(readText),
  };
}

function readHash(located: Located): HashDefinition {
  const members = new Members(located, ['fieldGroupRefs', 'fieldGroupARef', 'fieldGroupBRef']);
  return {
    fieldGroupRefs: readList(members.at('fieldGroupRefs')).map(readText),
    fieldGroupARef: readText(members.at('fieldGroupARef')),
    fieldGroupBRef: readText(members.at('fieldGroupBRef')),
  };
}

function readOutputField(located: Located): DraftOutputField {
  const members = new Members(located, ['name', 'operation', 'splitAB', 'input', 'reportMissing']);
  return {
    name: readText(members.at('name')),
    operation: readText(members.at('operation')),
    splitAB: readBoolean(members.at('splitAB')),
    input: readText(members.at('input')),
    reportMissing: readBoolean(members.at('reportMissing')),
  };
}

function readSchedulingGroup(located: Located): SchedulingGroupConfig {
  const members = new Members(located, [
    'selector',
    'endConnectionTimeout',
    'terminatingTimeout',
    'heartbeatInterval',
  ]);
  return {
    selector: readSelector(members.at('selector')),
    endConnectionTimeoutMs: readDurationMs(members.at('endConnectionTimeout')),
    terminatingTimeoutMs: readDurationMs(members.at('terminatingTimeout')),
    heartbeatIntervalMs: readDurationMs(members.at('heartbeatInterval')),
  };
}

/** Keys of a selector are field names, so that their case counts. */
function readSelector({ value, path }: Located): Readonly<Record<string, SelectorValue>> {
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw wrongType({ value, path }, 'an object');
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, wanted]): [string, SelectorValue] => {
      if (!isSelectorValue(wanted)) {
        throw wrongType({ value: wanted, path: `${path}.${key}` }, 'text, a number, true, false or null');
      }
      return [key, wanted];
    }),
  );
}

function isSelectorValue(value: unknown): value is SelectorValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function readTcpFlags(located: Located): TcpFlagsConfig {
  const members = new Members(located, ['fieldName', 'detectEndConnection', 'swapAB']);
  return {
    fieldName: readText(members.at('fieldName')),
    detectEndConnection: readBoolean(members.at('detectEndConnection')),
    swapAB: readBoolean(members.at('swapAB')),
  };
}
