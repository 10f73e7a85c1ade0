import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Translate } from '../../ui/i18n.ts';

/** The name of a filter's field that stands alone: "Source port" for the port of the source. */
export function fieldText({ label, category }: FilterDefinition, t: Translate): string {
  const field = t(label);
  if (category === 'source') {
    return t('Source {{field}}', { field: midSentence(field) });
  }
  return category === 'destination' ? t('Destination {{field}}', { field: midSentence(field) }) : field;
}

/** A text that begins a sentence, in the middle of one: "Port" as "port", "IP address" as it is. */
function midSentence(text: string): string {
  const isWord = /^\p{Lu}\p{Ll}/u.test(text);
  return isWord ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
