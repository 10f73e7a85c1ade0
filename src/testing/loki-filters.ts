import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

const CONDITION = /^(?<field>\w+)(?<op>!=|>=|[=~])(?<values>.*)$/;

/** Whether a record passes conditions in NetObserv's grammar, as far as the page asks for them. */
export function passesFilters(record: TrafficRecord, filters: string): boolean {
  return filters === '' || filters.split('&').every((condition) => passesCondition(record, condition));
}

function passesCondition(record: TrafficRecord, condition: string): boolean {
  const { field = '', op, values = '' } = CONDITION.exec(condition)?.groups ?? {};
  const text = textField(record, field) ?? '';
  const isAny = (test: (text: string, value: string) => boolean) =>
    values.split(',').some((value) => test(text, value));
  switch (op) {
    case '=':
      return isAny(typeof record[field] === 'number' ? isEqual : isFound);
    case '!=':
      return !isAny(isFound);
    case '~':
      return isAny(isFound);
    case '>=':
      return Number(text) >= Number(values);
    default:
      throw new Error(`a condition that no backend reads: ${condition}`);
  }
}

function isEqual(text: string, value: string): boolean {
  return text === value.replaceAll('"', '');
}

/** The whole text in quotes, what begins so where a star follows, and else any part of the text. */
function isFound(text: string, value: string): boolean {
  if (value.startsWith('"')) {
    return value === `"${text}"`;
  }
  return value.endsWith('*') ? text.startsWith(value.slice(0, -1)) : text.includes(value);
}
