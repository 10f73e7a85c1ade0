import { CopyButton } from '../CopyButton.tsx';
import { HoverText } from '../HoverText.tsx';
import type { Writing } from '../writing.ts';

import './traffic.css';

/** As many characters as tell conversations on one screen apart. */
const SHORT_LENGTH = 8;

type ConversationIdProps = { readonly id: string; readonly writing: Writing };

/** A conversation id, cut short, with the whole of it on hover and focus, and a button that copies it. */
export function ConversationId({ id, writing: { t } }: ConversationIdProps) {
  return (
    <span className="netobserv-plugin__conversation-id">
      <HoverText
        full={id}
        isMore={id.length > SHORT_LENGTH}
        className="netobserv-plugin__mono netobserv-plugin__small"
      >
        {id.length > SHORT_LENGTH ? `${id.slice(0, SHORT_LENGTH)}…` : id}
      </HoverText>
      <CopyButton text={id} label={t('Copy conversation ID {{id}}', { id })} />
    </span>
  );
}
