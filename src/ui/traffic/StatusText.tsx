import { Icon } from '@patternfly/react-core';
import { CheckCircleIcon, InProgressIcon } from '@patternfly/react-icons';

import type { ConversationStatus } from '#model/conversation/conversation.ts';
import { useT } from '../i18n.ts';

import './traffic.css';

/** Whether a conversation goes on: a word and an icon. */
export function StatusText({ status }: { readonly status: ConversationStatus }) {
  const t = useT();
  return (
    <span className="netobserv-plugin__status">
      {status === 'open' ? (
        <Icon isInline status="info">
          <InProgressIcon />
        </Icon>
      ) : (
        <Icon isInline>
          <CheckCircleIcon className="netobserv-plugin__status-ended" />
        </Icon>
      )}
      {status === 'open' ? t('Open') : t('Ended')}
    </span>
  );
}
