import { Label, Popover, Tooltip } from '@patternfly/react-core';
import { ExclamationTriangleIcon, FileIcon } from '@patternfly/react-icons';
import { Fragment, useRef, useState } from 'react';

import type { FrontendConfig } from '#model/wire/config.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { PANEL_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { formatSpan } from '../../ui/time-format.ts';
import type { Writing } from '../../ui/writing.ts';
import { useWriting } from '../../ui/writing.ts';

import './recording.css';

const File = consoleIcon(FileIcon);
const Warning = consoleIcon(ExclamationTriangleIcon);

export type Recording = NonNullable<FrontendConfig['recording']>;

type RecordingLabelProps = { readonly recording: Recording };

const DETAILS = new LazyCode(
  async () => (await import(/* webpackChunkName: "recording" */ './RecordingDetails.tsx')).RecordingDetails,
);

/**
 * What is looked at where it is no cluster: a recording, its time, and that something is to be known of it; a click
 * says what.
 *
 * It has one line whatever its name is, so that it pushes nothing away; hover and focus show the name in full.
 */
export function RecordingLabel({ recording }: RecordingLabelProps) {
  const writing = useWriting();
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { name, title, leftOut = 0, notes = [] } = recording;
  const isWarning = leftOut > 0 || notes.length > 0;
  const text = writing.t('Recording: {{name}}', { name: title ?? name });

  return (
    <div className="netobserv-plugin__recording" data-test={TEST_IDS.recording}>
      <Label
        isCompact
        variant="outline"
        className="netobserv-plugin__recording-name"
        {...(isWarning ? { status: 'warning', icon: <Warning /> } : { icon: <File /> })}
        isClickable
        render={({ className, content }) => (
          <button
            ref={toggle}
            type="button"
            className={`${className} pf-m-clickable`}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onPointerEnter={DETAILS.load}
            onFocus={DETAILS.load}
          >
            {content}
          </button>
        )}
      >
        {text}
      </Label>
      {!isOpen && <Tooltip triggerRef={toggle} aria="none" position="bottom" content={text} />}
      <Popover
        triggerRef={toggle}
        isVisible={isOpen}
        shouldOpen={() => setIsOpen(true)}
        shouldClose={() => setIsOpen(false)}
        aria-label={text}
        {...PANEL_PLACE}
        showClose={false}
        withFocusTrap
        maxWidth="36rem"
        bodyContent={
          <LazyPart lazy={DETAILS}>
            {(RecordingDetails) => (
              <RecordingDetails recording={recording} onClose={() => setIsOpen(false)} />
            )}
          </LazyPart>
        }
      />
      <span className="netobserv-plugin__muted netobserv-plugin__truncate netobserv-plugin__recording-facts">
        {factsOf(recording, writing).map((fact, index) => (
          <Fragment key={fact}>
            {index > 0 && ' · '}
            <span>{fact}</span>
          </Fragment>
        ))}
      </span>
    </div>
  );
}

/** In short what is to be known of a recording, the most important first. */
function factsOf({ leftOut = 0, notes = [], ...recording }: Recording, { t, format, locale }: Writing) {
  const { timeline, firstMs, lastMs } = recording;
  const others = notes.filter(({ code }) => code !== 'not-read' && code !== 'not-read-at').length;
  return [
    leftOut > 0 &&
      t('{{amount}} entries of it could not be read', { count: leftOut, amount: format.count(leftOut) }),
    others > 0 && t('{{amount}} notes on it', { count: others, amount: format.count(others) }),
    timeline === 'live' && t('played again and again'),
    timeline === 'recorded' &&
      firstMs !== undefined &&
      lastMs !== undefined &&
      formatSpan(firstMs, lastMs, locale),
  ].filter((fact) => fact !== false);
}
