import { CheckCircleIcon, InProgressIcon, OutlinedQuestionCircleIcon } from '@patternfly/react-icons';

import type { ConversationStatus } from '#model/conversation/conversation.ts';
import type { Writing } from '../writing.ts';

import './traffic.css';
import { consoleIcon } from '../icons/console-icon.ts';

const CheckCircle = consoleIcon(CheckCircleIcon);
const InProgress = consoleIcon(InProgressIcon);
const OutlinedQuestionCircle = consoleIcon(OutlinedQuestionCircleIcon);

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
        <OutlinedQuestionCircle className="netobserv-plugin__status-ended" />
        {t('End not read')}
      </span>
    );
  }
  return (
    <span className="netobserv-plugin__status">
      {status === 'open' ? (
        <InProgress className="netobserv-plugin__status-open" />
      ) : (
        <CheckCircle className="netobserv-plugin__status-ended" />
      )}
      {status === 'open' ? t('Open') : t('Ended')}
    </span>
  );
}
