import type { LogType } from '#model/event.ts';
import type { Translate } from '../../ui/i18n.ts';

/** A log type in a word. */
export function logTypeText(type: LogType, t: Translate): string {
  return type === 'allConnections' ? t('Conversation') : t('Flow');
}
