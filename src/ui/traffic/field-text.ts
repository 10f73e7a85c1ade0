import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import { RECORD_TYPES } from '#model/event.ts';
import { formatDayAndTime } from '../time-format.ts';
import type { Writing } from '../writing.ts';
import { eventWords } from './event-words.ts';
import {
  DSCP_NAMES,
  INTERFACE_DIRECTION_NAMES,
  NODE_DIRECTION_NAMES,
  PORT_NAMES,
  PROTOCOL_NAMES,
  tcpFlagNames,
  tcpFlagText,
} from './names.ts';

/** A value of a field, for people: `TCP` for protocol 6, `1.2 kB` for bytes. Unknown values as they are. */
export function fieldText(value: SetValue, spec: FieldSpec | undefined, writing: Writing): string {
  const { t, format, locale } = writing;
  if (typeof value === 'boolean') {
    return value ? t('Yes') : t('No');
  }
  const number = Number(value);
  switch (spec?.format) {
    case 'bytes':
      return format.bytes(number);
    case 'packets':
    case 'count':
      return format.count(number);
    case 'ms':
      return format.milliseconds(number);
    case 'ns':
      return format.nanoseconds(number);
    case 'epochMs':
      return formatDayAndTime(number, locale);
    case 'epochS':
      return formatDayAndTime(number * 1000, locale);
    case 'recordType': {
      const type = RECORD_TYPES.find((known) => known === value);
      return type === undefined ? String(value) : eventWords(type, t);
    }
    case 'conversationStatus':
      return value === 'ended' ? t('Ended') : t('Open');
    case 'protocol':
      return PROTOCOL_NAMES.get(number) ?? String(value);
    case 'port':
      return withName(value, PORT_NAMES);
    case 'dscp':
      return withName(value, DSCP_NAMES);
    case 'direction':
      return NODE_DIRECTION_NAMES.get(number) ?? String(value);
    case 'ifDirection':
      return INTERFACE_DIRECTION_NAMES.get(number) ?? String(value);
    case 'tcpFlags':
      return Number.isNaN(number) ? tcpFlagText(String(value)) : tcpFlagNames(number).join(', ');
    default:
      return String(value);
  }
}

/** `443 (https)`; the number alone when it has no name. */
function withName(value: SetValue, names: ReadonlyMap<number, string>): string {
  const name = names.get(Number(value));
  return name === undefined ? String(value) : `${String(value)} (${name})`;
}
