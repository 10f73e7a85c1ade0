import type { End } from '#model/filter/change-condition.ts';
import type { Translate } from '../../ui/i18n.ts';

/** Which end of the traffic is meant. */
export function endText(end: End, t: Translate): string {
  switch (end) {
    case 'source':
      return t('Source');
    case 'destination':
      return t('Destination');
    case 'endpoint':
      return t('Either end');
  }
}
