import { filterDefinition } from '#model/filter/definitions.ts';
import { negated } from '#model/filter/change-condition.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Filter, FilterValue, Match, Operator } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';

/** How many characters of a conversation id are enough to tell it from the others on a page. */
const SHORT_ID = 8;

/** How many values a chip names; it says how many others there are. */
const MAX_VALUES = 8;

/** The longest value that is shown as it is, in UTF-16 units: more would not fit on a chip. */
const MAX_LENGTH = 120;

/** What conditions are written with. */
export type ConditionWriting = {
  readonly t: Translate;
  /** BCP 47. */
  readonly locale: string;
};

/** A condition as a chip shows it: what is compared and how, and with what. */
export type ConditionText = {
  /** Empty for a condition that is no plain comparison. */
  readonly subject: string;
  /** The values and, between them, what joins them in the user's language. */
  readonly values: readonly ValuePart[];
};

/** A value, in whatever script, or the words between two. */
export type ValuePart = { readonly kind: 'value' | 'words'; readonly text: string };

/**
 * A condition in words; one that is no plain comparison as the text that one could type. `isEndSaid`: which end it is
 * about stands beside it.
 */
export function conditionText(
  condition: Filter,
  writing: ConditionWriting,
  isEndSaid = false,
): ConditionText {
  const opposite = condition.kind === 'not' ? negated(condition) : undefined;
  if (opposite?.kind === 'match') {
    return matchText(opposite, writing, { isEndSaid, isNegated: true });
  }
  return condition.kind === 'match'
    ? matchText(condition, writing, { isEndSaid, isNegated: false })
    : { subject: '', values: [value(printFilter(condition))] };
}

/** A condition in one line of plain text. */
export function plainConditionText(condition: Filter, writing: ConditionWriting): string {
  const { subject, values } = conditionText(condition, writing);
  return `${subject} ${values.map(({ text }) => text).join('')}`.trim();
}

type MatchTraits = { readonly isEndSaid: boolean; readonly isNegated: boolean };

function matchText(match: Match, writing: ConditionWriting, traits: MatchTraits): ConditionText {
  const { t } = writing;
  const definition = filterDefinition(match.field);
  const field = fieldName(match.field, definition, writing, traits);
  const set = match.values.filter((one) => !isUnset(one));
  const isPartlyUnset = set.length < match.values.length;
  const texts = set.slice(0, MAX_VALUES).map((one) => valueText(one, definition));
  const others = set.length - texts.length;
  const rest = others === 0 ? [] : [t('{{count}} others', { count: others })];
  const isNot = traits.isNegated !== match.op.startsWith('!');
  const comparison = operatorText(match.op, t, traits.isNegated);
  if (set.length === 0) {
    return {
      subject: isNot ? t('{{field}} is set', { field }) : t('{{field}} is not set', { field }),
      values: [],
    };
  }
  const values = joined(texts, isPartlyUnset && !isNot ? [...rest, t('not set')] : rest, writing);
  if (isPartlyUnset && isNot) {
    return { subject: t('{{field}} is set and {{comparison}}', { field, comparison }), values };
  }
  const isPlainId = match.field === 'id' && match.op === '=' && !traits.isNegated;
  return { subject: isPlainId ? field : `${field} ${comparison}`, values };
}

function fieldName(
  field: string,
  definition: FilterDefinition | undefined,
  { t }: ConditionWriting,
  { isEndSaid }: MatchTraits,
): string {
  if (definition === undefined) {
    return shortened(field);
  }
  if (field === 'id') {
    return t('Conversation');
  }
  return isEndSaid ? t(definition.label) : fieldLabel(definition, t);
}

/** `80, 8080 or 443`: a list of values fits when one of them does, and a negative one when none does. */
function joined(
  texts: readonly string[],
  words: readonly string[],
  { locale }: ConditionWriting,
): readonly ValuePart[] {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  let index = 0;
  return list.formatToParts([...texts, ...words]).map(({ type, value: text }): ValuePart => {
    if (type === 'literal') {
      return { kind: 'words', text };
    }
    index += 1;
    return index > texts.length ? { kind: 'words', text } : value(text);
  });
}

function value(text: string): ValuePart {
  const isSeen = text !== '' && text.trim() === text;
  return { kind: 'value', text: isSeen ? shortened(text) : `“${shortened(text)}”` };
}

function valueText(one: FilterValue, definition: FilterDefinition | undefined): string {
  if (one.kind === 'pattern') {
    return one.pattern;
  }
  const { text } = one;
  return definition?.id === 'id' ? shortId(text) : (nameOfNumber(text, definition) ?? text);
}

function isUnset(one: FilterValue): boolean {
  return one.kind === 'text' && one.text === '';
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

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** An operator in words; `isNegated`: of the condition that holds for the others. */
export function operatorText(op: Operator, t: Translate, isNegated = false): string {
  switch (op) {
    case '=':
      return isNegated ? t('is not') : t('is');
    case '!=':
      return isNegated ? t('is') : t('is not');
    case '~':
      return isNegated ? t('does not contain') : t('contains');
    case '!~':
      return isNegated ? t('contains') : t('does not contain');
    case '>':
      return isNegated ? t('not more than') : t('more than');
    case '>=':
      return isNegated ? t('not at least') : t('at least');
    case '<':
      return isNegated ? t('not less than') : t('less than');
    case '<=':
      return isNegated ? t('not at most') : t('at most');
  }
}
