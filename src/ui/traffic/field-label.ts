import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Translate } from '../i18n.ts';

/** The name of a field, or of a filter's field, that stands alone: "Source port" for the port of the source. */
export function fieldLabel(field: FieldSpec | FilterDefinition, t: Translate): string {
  const label = t(field.label);
  switch ('group' in field ? field.group : field.category) {
    case 'source':
      return t('Source {{field}}', { field: inSentence(label) });
    case 'destination':
      return t('Destination {{field}}', { field: inSentence(label) });
    default:
      return label;
  }
}

/** A label in the middle of a sentence: `Port` as `port`; `IP address` stays. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
