import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { Translate } from '../i18n.ts';

/** The label of a field away from its group: "Source port". */
export function fieldLabel({ group, label }: FieldSpec, t: Translate): string {
  const field = inSentence(t(label));
  switch (group) {
    case 'source':
      return t('Source {{field}}', { field });
    case 'destination':
      return t('Destination {{field}}', { field });
    default:
      return t(label);
  }
}

/** `Port` reads `port` within a sentence; `IP address` stays. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
