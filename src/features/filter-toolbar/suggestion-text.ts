import { filterDefinition } from '#model/filter/definitions.ts';
import { OPERATORS } from '#model/filter/filter.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import { operatorText } from './condition-text.ts';
import type { Suggestion } from './suggestions.ts';

/** What stands beside a suggestion: a field or an operator in words, or what a value stands for. */
export function suggestionText({ kind, insert, description }: Suggestion, t: Translate): string | undefined {
  switch (kind) {
    case 'field':
      return describeField(insert, t) ?? describeGroup(insert, t);
    case 'operator': {
      const operator = OPERATORS.find((known) => known === insert);
      return operator === undefined ? undefined : operatorText(operator, t);
    }
    case 'value':
    case 'recent':
    case 'forget':
      return description;
  }
}

function describeField(id: string, t: Translate): string | undefined {
  const definition = filterDefinition(id);
  if (definition === undefined) {
    return undefined;
  }
  const field = fieldLabel(definition, t);
  return definition.category === 'endpoint' ? t('{{field}} of either end', { field }) : field;
}

/** The words that begin a group, with its bracket. */
function describeGroup(opening: string, t: Translate): string | undefined {
  switch (opening) {
    case 'any(':
      return t('Any of the conditions');
    case 'all(':
      return t('All of the conditions');
    case 'not(':
      return t('Not all of the conditions');
    case 'eitherway(':
      return t('The conditions in either direction');
    default:
      return undefined;
  }
}
