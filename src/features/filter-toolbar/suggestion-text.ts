import { filterDefinition } from '#model/filter/definitions.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldText } from './field-text.ts';
import type { Suggestion } from './useSuggestions.ts';

/** What stands below a suggestion: a field in words, an operator in words, what a value stands for. */
export function suggestionText(
  { kind, insert, description }: Suggestion,
  t: Translate,
): { readonly description?: string } {
  const definition = kind === 'field' ? filterDefinition(insert) : undefined;
  if (definition !== undefined) {
    const text = fieldText(definition, t);
    return {
      description: definition.category === 'endpoint' ? t('{{field}} of either end', { field: text }) : text,
    };
  }
  return description === undefined ? {} : { description: kind === 'value' ? description : t(description) };
}
