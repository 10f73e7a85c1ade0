import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { portName } from '#model/names/port-names.ts';
import { formatDayAndTime } from '../time-format.ts';
import type { Writing } from '../writing.ts';
import { eventWords } from './event-words.ts';
import {
  DSCP_NAMES,
  INTERFACE_DIRECTION_NAMES,
  NODE_DIRECTION_NAMES,
  PROTOCOL_NAMES,
  tcpFlagNames,
  tcpFlagText,
} from './names.ts';

/**
 * A value of a field of a record, for people: `TCP` for protocol 6, `1.2 kB` for bytes, `514 (syslog)` for a port of
 * UDP. Unknown values as they are.
 */
export function fieldText(
  value: SetValue,
  spec: FieldSpec | undefined,
  { record, writing }: { readonly record: TrafficRecord; readonly writing: Writing },
): string {
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
      return withName(value, portName(numberField(record, 'Proto'), number));
    case 'dscp':
      return withName(value, DSCP_NAMES.get(number));
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
function withName(value: SetValue, name: string | undefined): string {
  return name === undefined ? String(value) : `${String(value)} (${name})`;
}
