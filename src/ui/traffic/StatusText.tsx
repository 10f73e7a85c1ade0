import { CheckCircleIcon, InProgressIcon } from '@patternfly/react-icons';

import type { ConversationStatus } from '#model/conversation/conversation.ts';
import type { Writing } from '../writing.ts';

import './traffic.css';

type StatusTextProps = { readonly status: ConversationStatus; readonly writing: Writing };

/** Whether a conversation goes on: a word and an icon. */
export function StatusText({ status, writing: { t } }: StatusTextProps) {
  return (
    <span className="netobserv-plugin__status">
      {status === 'open' ? (
        <InProgressIcon className="netobserv-plugin__status-open" />
      ) : (
        <CheckCircleIcon className="netobserv-plugin__status-ended" />
      )}
      {status === 'open' ? t('Open') : t('Ended')}
    </span>
  );
}
