import type { RecordType } from '#model/event.ts';
import { assertNever } from '#model/lib/assert.ts';
import type { Translate } from '../i18n.ts';

/** What a record is, in words: "Conversation tick", "Flow". */
export function eventWords(type: RecordType, t: Translate): string {
  switch (type) {
    case 'newConnection':
      return t('Conversation start');
    case 'heartbeat':
      return t('Conversation tick');
    case 'endConnection':
      return t('Conversation end');
    case 'flowLog':
      return t('Flow');
    default:
      return assertNever(type);
  }
}
