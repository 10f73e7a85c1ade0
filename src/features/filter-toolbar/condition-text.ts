import { fieldSpec } from '#model/fields/registry.ts';
import { filterDefinition } from '#model/filter/definitions.ts';
import { negated } from '#model/filter/change-condition.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Filter, FilterValue, Match, Operator } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { Search } from '#model/filter/language/text-search.ts';
import { searchOf } from '#model/filter/language/text-search.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import { comparisonSentence } from './comparison-sentence.ts';

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

/** A part of a condition in words: a value, in whatever script, or the words around it. */
export type TextPart = { readonly kind: 'value' | 'words'; readonly text: string };

/**
 * A condition in words; one that is no plain comparison as the text that one could type. `isEndSaid`: which end it is
 * about stands beside it.
 */
export function conditionText(
  condition: Filter,
  writing: ConditionWriting,
  isEndSaid = false,
): readonly TextPart[] {
  const opposite = condition.kind === 'not' ? negated(condition) : undefined;
  const search = searchOf(opposite ?? condition);
  if (search !== undefined) {
    const sentence = searchSentence(search, opposite !== undefined, writing.t);
    return filledIn(sentence, [value(textOf(search.value))]);
  }
  if (opposite?.kind === 'match') {
    return matchText(opposite, writing, { isEndSaid, isNegated: true });
  }
  return condition.kind === 'match'
    ? matchText(condition, writing, { isEndSaid, isNegated: false })
    : [value(printFilter(condition))];
}

/** What a text without a field is looked for in, as a sentence. */
function searchSentence({ value: { kind }, isNumber }: Search, isNot: boolean, t: Translate): string {
  const named = { values: VALUES };
  if (isNumber) {
    return isNot
      ? t('No port, name, owner or namespace is {{values}}', named)
      : t('Port, name, owner or namespace is {{values}}', named);
  }
  if (kind === 'pattern') {
    return isNot
      ? t('No name, owner, namespace or address is {{values}}', named)
      : t('Name, owner, namespace or address is {{values}}', named);
  }
  return isNot
    ? t('No name, owner, namespace or address contains {{values}}', named)
    : t('Name, owner, namespace or address contains {{values}}', named);
}

function textOf(one: FilterValue): string {
  return one.kind === 'pattern' ? one.pattern : one.text;
}

/** A condition in one line of plain text. */
export function plainConditionText(condition: Filter, writing: ConditionWriting): string {
  return conditionText(condition, writing)
    .map(({ text }) => text)
    .join('');
}

type MatchTraits = { readonly isEndSaid: boolean; readonly isNegated: boolean };

function matchText(match: Match, writing: ConditionWriting, traits: MatchTraits): readonly TextPart[] {
  const { t } = writing;
  const { op } = match;
  const definition = filterDefinition(match.field);
  const field = fieldName(match.field, definition, writing, traits);
  const set = match.values.filter((one) => !isUnset(one));
  const isPartlyUnset = set.length < match.values.length;
  const isNot = traits.isNegated !== op.startsWith('!');
  if (set.length === 0) {
    return [words(isNot ? t('{{field}} is set', { field }) : t('{{field}} is not set', { field }))];
  }
  const texts = set.slice(0, MAX_VALUES).map((one) => valueText(one, definition));
  const others = set.length - texts.length;
  const rest = others === 0 ? [] : [t('{{count}} others', { count: others })];
  const values = joined(texts, isPartlyUnset && !isNot ? [...rest, t('not set')] : rest, writing);
  const named = { field, values: VALUES };
  const isPlainId = match.field === 'id' && op === '=' && !traits.isNegated;
  const sentence = isPlainId
    ? t('{{field}} {{values}}', named)
    : comparisonSentence({ op, isNot, isSetToo: isPartlyUnset && isNot }, named, t);
  return filledIn(sentence, values);
}

/** Stands for the values while a sentence is translated: a character that no text has (of private use). */
const VALUES = '\u{F0000}';

/** A sentence with the values in their place. */
function filledIn(sentence: string, values: readonly TextPart[]): readonly TextPart[] {
  const [before = '', after = ''] = sentence.split(VALUES);
  return [words(before), ...values, words(after)].filter(({ text }) => text !== '');
}

function fieldName(
  field: string,
  definition: FilterDefinition | undefined,
  { t }: ConditionWriting,
  { isEndSaid }: MatchTraits,
): string {
  if (definition === undefined) {
    const spec = fieldSpec(field);
    return spec === undefined ? shortened(field) : fieldLabel(spec, t);
  }
  if (field === 'id') {
    return t('Conversation');
  }
  return isEndSaid ? t(definition.label) : fieldLabel(definition, t);
}

/** `80, 8080 or 443`: a list of values fits when one of them does, and a negative one when none does. */
function joined(
  texts: readonly string[],
  rest: readonly string[],
  { locale }: ConditionWriting,
): readonly TextPart[] {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  let index = 0;
  return list.formatToParts([...texts, ...rest]).map(({ type, value: text }): TextPart => {
    if (type === 'literal') {
      return words(text);
    }
    index += 1;
    return index > texts.length ? words(text) : value(text);
  });
}

function words(text: string): TextPart {
  return { kind: 'words', text };
}

function value(text: string): TextPart {
  const isSeen = text !== '' && text.trim() === text;
  return { kind: 'value', text: isSeen ? shortened(text) : `“${shortened(text)}”` };
}

function valueText(one: FilterValue, definition: FilterDefinition | undefined): string {
  const text = textOf(one);
  if (one.kind === 'pattern') {
    return text;
  }
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
