import { CheckCircleIcon, InProgressIcon, OutlinedQuestionCircleIcon } from '@patternfly/react-icons';

import type { ConversationStatus } from '#model/conversation/conversation.ts';
import type { Writing } from '../writing.ts';

import './traffic.css';

type StatusTextProps = {
  readonly status: ConversationStatus;
  /** True when it was not read whether it has ended since. */
  readonly isEndUnread?: boolean | undefined;
  readonly writing: Writing;
};

/** Whether a conversation goes on, as far as was read: words and an icon. */
export function StatusText({ status, isEndUnread = false, writing: { t } }: StatusTextProps) {
  if (isEndUnread) {
    return (
      <span className="netobserv-plugin__status">
        <OutlinedQuestionCircleIcon className="netobserv-plugin__status-ended" />
        {t('End not read')}
      </span>
    );
  }
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
