import { filterDefinition } from '#model/filter/definitions.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Filter, FilterValue, Operator } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldText } from './field-text.ts';

/** How many characters of a conversation id are enough to tell it from the others on a page. */
const SHORT_ID = 8;

/** A condition as a chip shows it: what is compared and how, and with what. */
export type ConditionText = {
  /** Empty for a condition that is no plain comparison. */
  readonly subject: string;
  readonly values: string;
};

/**
 * A condition in words; one that is no plain comparison as the text that one could type. `isEndSaid`: which end it is
 * about stands beside it.
 */
export function conditionText(condition: Filter, t: Translate, isEndSaid = false): ConditionText {
  if (condition.kind !== 'match') {
    return { subject: '', values: printFilter(condition) };
  }
  const { field, op, values } = condition;
  const definition = filterDefinition(field);
  const name = field === 'id' ? t('Conversation') : fieldName(field, t, isEndSaid);
  const isPlainId = field === 'id' && op === '=';
  const texts = values.map((value) => valueText(value, definition, t));
  return {
    subject: isPlainId ? name : `${name} ${operatorText(op, t)}`,
    values: texts.join(`, ${op.startsWith('!') ? t('nor') : t('or')} `),
  };
}

function fieldName(field: string, t: Translate, isEndSaid: boolean): string {
  const definition = filterDefinition(field);
  if (definition === undefined) {
    return field;
  }
  return isEndSaid ? t(definition.label) : fieldText(definition, t);
}

function valueText(value: FilterValue, definition: FilterDefinition | undefined, t: Translate): string {
  if (value.kind === 'pattern') {
    return value.pattern;
  }
  const { text } = value;
  if (text === '') {
    return t('not set');
  }
  return definition?.id === 'id' ? shortId(text) : (nameOfNumber(text, definition) ?? text);
}

/** Protocols and the like are numbers in records and links, and names to people. */
function nameOfNumber(text: string, definition: FilterDefinition | undefined): string | undefined {
  if (definition?.values.kind !== 'known' || definition.id.endsWith('port')) {
    return undefined;
  }
  return definition.values.values.find(({ description }) => description === text)?.value;
}

function shortId(id: string): string {
  return id.length > SHORT_ID + 1 ? `${id.slice(0, SHORT_ID)}…` : id;
}

/** An operator in words. */
export function operatorText(op: Operator, t: Translate): string {
  switch (op) {
    case '=':
      return t('is');
    case '!=':
      return t('is not');
    case '~':
      return t('contains');
    case '!~':
      return t('does not contain');
    case '>':
      return t('more than');
    case '>=':
      return t('at least');
    case '<':
      return t('less than');
    case '<=':
      return t('at most');
  }
}
