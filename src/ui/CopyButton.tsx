import { Button, Tooltip } from '@patternfly/react-core';
import { CheckIcon, CopyIcon } from '@patternfly/react-icons';
import type { ReactElement } from 'react';
import { useState } from 'react';

import { copyText } from './copy-text.ts';
import { useT } from './i18n.ts';
import { useRowTabIndex } from './row-tab-index.ts';

import './text.css';
import { consoleIcon } from './icons/console-icon.ts';

const Check = consoleIcon(CheckIcon);
const Copy = consoleIcon(CopyIcon);

type CopyButtonProps = {
  readonly text: string;
  /** Says what is copied: "Copy conversation ID 3e8b…". */
  readonly label: string;
};

type Outcome = 'copied' | 'refused' | undefined;

/** Puts a text on the clipboard and says whether that worked; forgets it when the pointer or focus leaves. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const tabIndex = useRowTabIndex();
  const [outcome, setOutcome] = useState<Outcome>();

  const copy = () => {
    copyText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  const forget = () => setOutcome(undefined);

  const button = (
    <Button
      variant="plain"
      size="sm"
      className="netobserv-plugin__copy"
      aria-label={label}
      tabIndex={tabIndex}
      icon={outcome === 'copied' ? <Check /> : <Copy />}
      onClick={copy}
      onBlur={forget}
      onMouseLeave={forget}
    />
  );
  return outcome === undefined ? button : <Told outcome={outcome}>{button}</Told>;
}

type ToldProps = { readonly outcome: 'copied' | 'refused'; readonly children: ReactElement };

/** Tells how it went, beside the button. */
function Told({ outcome, children }: ToldProps) {
  const t = useT();
  const words = outcome === 'copied' ? t('Copied') : t('The browser did not allow copying');
  return (
    <Tooltip isVisible trigger="manual" aria="none" aria-live="polite" content={words}>
      {children}
    </Tooltip>
  );
}
