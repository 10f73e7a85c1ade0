import { Button, Dropdown, DropdownItem, DropdownList, MenuToggle, Tooltip } from '@patternfly/react-core';
import { LinkIcon } from '@patternfly/react-icons';
import { useRef, useState } from 'react';
import { useHref, useLocation } from 'react-router';

import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import { useTenant } from '../../data/tenant.ts';
import { writeUrl } from '../../state/url/url-state.ts';
import { pathForProject } from '../../ui/console/project-path.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useT } from '../../ui/i18n.ts';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const Link = consoleIcon(LinkIcon);

type CopyLinkProps = {
  readonly range: TimeRange;
  /** The instants that the rows are of. */
  readonly span: TimeSpan;
};

type Outcome = 'copied' | 'refused' | undefined;

/**
 * Copies a link to what is shown, with the project that it is about. Where the time goes on, the link can hold it
 * still, so that who opens it later sees the same rows.
 */
export function CopyLink({ range, span }: CopyLinkProps) {
  const t = useT();
  const { pathname, search } = useLocation();
  const path = useHref(pathForProject(pathname, useTenant()));
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();

  const copy = (timeRange: TimeRange) => {
    const link = new URL(`${path}${writeUrl(search, { timeRange })}`, window.location.href);
    copyText(link.href).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  const forget = () => setOutcome(undefined);
  const told = outcome !== undefined && (
    <Tooltip
      isVisible
      trigger="manual"
      aria="none"
      aria-live="polite"
      triggerRef={toggle}
      content={outcome === 'copied' ? t('Copied') : t('The browser did not allow copying')}
    />
  );

  if (range.kind === 'absolute') {
    return (
      <>
        <Button
          ref={toggle}
          variant="control"
          icon={<Link />}
          aria-label={t('Copy link')}
          data-test={TEST_IDS.copyLink}
          onClick={() => copy(range)}
          onBlur={forget}
          onMouseLeave={forget}
        />
        {told}
      </>
    );
  }
  const still: TimeRange = {
    kind: 'absolute',
    startS: Math.floor(span.fromMs / 1000),
    endS: Math.ceil(span.toMs / 1000),
  };
  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onSelect={() => setIsOpen(false)}
        shouldFocusToggleOnSelect
        shouldFocusFirstItemOnOpen
        popperProps={MENU_PLACE}
        toggle={{
          toggleRef: toggle,
          toggleNode: (
            <MenuToggle
              ref={toggle}
              icon={<Link />}
              aria-label={t('Copy link')}
              data-test={TEST_IDS.copyLink}
              isExpanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
              onBlur={forget}
            />
          ),
        }}
      >
        <DropdownList>
          <DropdownItem
            description={t('Shows the same rows whenever it is opened')}
            onClick={() => copy(still)}
          >
            {t('With the time that is shown')}
          </DropdownItem>
          <DropdownItem
            description={t('Shows what is the latest when it is opened')}
            onClick={() => copy(range)}
          >
            {t('With the time going on')}
          </DropdownItem>
        </DropdownList>
      </Dropdown>
      {told}
    </>
  );
}
