import type { RecordType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';

import type { ConntrackConfig, FieldGroup, Operation, OutputField } from './conntrack-config.ts';
import { OPERATIONS } from './conntrack-config.ts';
import type { ConntrackConfigErrorCode } from './conntrack-config-error.ts';
import { ConntrackConfigError } from './conntrack-config-error.ts';

/** An output field of the right types that may break the rules; an empty `input` means the name. */
export type DraftOutputField = Omit<OutputField, 'operation'> & { readonly operation: string };

/** A configuration of the right types that may break the rules. */
export type DraftConfig = Omit<ConntrackConfig, 'outputRecordTypes' | 'outputFields'> & {
  readonly outputRecordTypes: readonly string[];
  readonly outputFields: readonly DraftOutputField[];
};

/**
 * The configuration when it keeps the rules of flowlogs-pipeline, checked in its order; throws the
 * `ConntrackConfigError` of the first that is broken.
 */
export function checkRules(draft: DraftConfig): ConntrackConfig {
  checkBothEndpointsOrNone(draft);
  const outputFields = draft.outputFields.map((field, index) =>
    checkOutputField(field, index, isBidirectional(draft)),
  );
  checkOutputsUnique(draft);
  checkGroups(draft);
  const outputRecordTypes = draft.outputRecordTypes.map(checkRecordType);
  checkSelectors(draft);
  checkDefaultSelector(draft);
  checkTcpFlags(draft);
  checkEndpointsMatch(draft);
  checkOutputsNamed(draft);
  return { ...draft, outputFields, outputRecordTypes };
}

/** The names under which an output field appears in records. */
export function expandedNames(field: Pick<OutputField, 'name' | 'splitAB'>): readonly string[] {
  return field.splitAB ? [`${field.name}_AB`, `${field.name}_BA`] : [field.name];
}

function refuse(code: ConntrackConfigErrorCode, path: string, message: string): never {
  throw new ConntrackConfigError(code, path, `ConnectionTrack config is invalid: ${message}`);
}

function isBidirectional({ keyDefinition }: DraftConfig): boolean {
  return keyDefinition.hash.fieldGroupARef !== '';
}

function checkBothEndpointsOrNone({ keyDefinition: { hash } }: DraftConfig): void {
  if ((hash.fieldGroupARef === '') !== (hash.fieldGroupBRef === '')) {
    const missing = hash.fieldGroupARef === '' ? 'fieldGroupARef' : 'fieldGroupBRef';
    refuse(
      'one-endpoint-only',
      `keyDefinition.hash.${missing}`,
      "only one of 'fieldGroupARef' and 'fieldGroupBRef' is set. They should both be set or both unset",
    );
  }
}

function checkOutputField(field: DraftOutputField, index: number, isBidirectional: boolean): OutputField {
  const { name, operation, splitAB } = field;
  if (splitAB && !isBidirectional) {
    refuse(
      'split-without-endpoints',
      `outputFields[${index}].splitAB`,
      `output field ${quote(name)} has splitAB=true although bidirection is not enabled (fieldGroupARef is empty)`,
    );
  }
  const known = OPERATIONS.find((candidate) => candidate === operation);
  if (known === undefined || (splitAB && !canBeSplit(known))) {
    refuse(
      'unknown-operation',
      `outputFields[${index}].operation`,
      `unknown operation ${quote(operation)} in output field ${quote(name)}`,
    );
  }
  return { ...field, operation: known, input: field.input === '' ? name : field.input };
}

function canBeSplit(operation: Operation): boolean {
  return operation !== 'first' && operation !== 'last';
}

function checkOutputsUnique({ outputFields }: DraftConfig): void {
  const seen = new Set<string>();
  for (const [index, field] of outputFields.entries()) {
    for (const name of expandedNames(field)) {
      if (seen.has(name)) {
        refuse('duplicate-output', `outputFields[${index}].name`, `duplicate outputField ${quote(name)}`);
      }
      seen.add(name);
    }
  }
}

function checkGroups({ keyDefinition: { fieldGroups, hash } }: DraftConfig): void {
  const names = new Set<string>();
  for (const [index, { name }] of fieldGroups.entries()) {
    if (names.has(name)) {
      refuse(
        'duplicate-group',
        `keyDefinition.fieldGroups[${index}].name`,
        `duplicate fieldGroup ${quote(name)}`,
      );
    }
    names.add(name);
  }
  for (const key of ['fieldGroupARef', 'fieldGroupBRef'] as const) {
    if (hash[key] !== '' && !names.has(hash[key])) {
      refuse('unknown-endpoint-group', `keyDefinition.hash.${key}`, `undefined ${key} ${quote(hash[key])}`);
    }
  }
  for (const [index, name] of hash.fieldGroupRefs.entries()) {
    if (!names.has(name)) {
      const path = `keyDefinition.hash.fieldGroupRefs[${index}]`;
      refuse('unknown-group', path, `undefined fieldGroup ${quote(name)}`);
    }
  }
}

function checkRecordType(type: string, index: number): RecordType {
  const known = RECORD_TYPES.find((candidate) => candidate === type);
  return (
    known ??
    refuse(
      'unknown-record-type',
      `outputRecordTypes[${index}]`,
      `undefined output record type ${quote(type)}`,
    )
  );
}

function checkSelectors({ keyDefinition, scheduling }: DraftConfig): void {
  const keyFields = new Set(keyDefinition.fieldGroups.flatMap(({ fields }) => fields));
  for (const [index, { selector }] of scheduling.entries()) {
    const unknown = Object.keys(selector).find((key) => !keyFields.has(key));
    if (unknown !== undefined) {
      refuse(
        'unknown-selector-key',
        `scheduling[${index}].selector.${unknown}`,
        `selector key ${quote(unknown)} in scheduling group ${index} is not defined in the keys`,
      );
    }
  }
}

function checkDefaultSelector({ scheduling }: DraftConfig): void {
  const defaults = scheduling.flatMap(({ selector }, index) =>
    Object.keys(selector).length === 0 ? [index] : [],
  );
  const misplaced = defaults.find((index) => index !== scheduling.length - 1);
  if (misplaced !== undefined) {
    refuse(
      'default-not-last',
      `scheduling[${misplaced}].selector`,
      `scheduling group ${misplaced} has a default selector but is not the last scheduling group`,
    );
  }
  if (defaults.length !== 1) {
    refuse(
      'not-one-default',
      'scheduling',
      `found ${defaults.length} default selectors. There should be exactly 1`,
    );
  }
}

function checkTcpFlags(draft: DraftConfig): void {
  const { fieldName, detectEndConnection, swapAB } = draft.tcpFlags;
  if (fieldName === '' && (detectEndConnection || swapAB)) {
    refuse(
      'flags-without-field',
      'tcpFlags.fieldName',
      'TCPFlags.FieldName is empty although DetectEndConnection or SwapAB are enabled',
    );
  }
  if (swapAB && !isBidirectional(draft)) {
    refuse(
      'swap-without-endpoints',
      'tcpFlags.swapAB',
      'SwapAB is enabled although bidirection is not enabled (fieldGroupARef is empty)',
    );
  }
}

function checkEndpointsMatch({ keyDefinition: { fieldGroups, hash } }: DraftConfig): void {
  const a = fieldCount(fieldGroups, hash.fieldGroupARef);
  const b = fieldCount(fieldGroups, hash.fieldGroupBRef);
  if (a !== b) {
    refuse(
      'endpoints-differ',
      'keyDefinition.fieldGroups',
      `mismatch between the field count of fieldGroupARef ${a} and fieldGroupBRef ${b}`,
    );
  }
}

function fieldCount(groups: readonly FieldGroup[], ref: string): number {
  return ref === '' ? 0 : (groups.find(({ name }) => name === ref)?.fields.length ?? 0);
}

/** Last of all, as the reference finds it only when it builds the aggregators; hence the other prefix. */
function checkOutputsNamed({ outputFields }: DraftConfig): void {
  for (const [index, { name, operation, splitAB, input, reportMissing }] of outputFields.entries()) {
    if (name === '') {
      throw new ConntrackConfigError(
        'unnamed-output',
        `outputFields[${index}].name`,
        `error creating aggregator: empty name {${[name, operation, splitAB, input, reportMissing].join(' ')}}`,
      );
    }
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
