import {
  Button,
  DrawerActions,
  DrawerCloseButton,
  DrawerHead,
  DrawerPanelBody,
  Tab,
  Tabs,
  TabTitleText,
  Title,
} from '@patternfly/react-core';
import { ExchangeAltIcon } from '@patternfly/react-icons';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useId, useRef } from 'react';

import type { PanelTab } from '#model/view.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { PanelProps } from './SidePanel.tsx';

import './side-panel.css';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const ExchangeAlt = consoleIcon(ExchangeAltIcon);

/** One tab of a panel. */
export type PanelTabContent = {
  readonly id: PanelTab;
  readonly title: string;
  readonly content: ReactNode;
};

type PanelFrameProps = Pick<PanelProps, 'tab' | 'onTab' | 'onClose' | 'switchTarget' | 'onSwitch'> & {
  readonly title: string;
  /** What has the focus at first: for those who give it the focus again. */
  readonly heading?: RefObject<HTMLSpanElement>;
  readonly subtitle?: ReactNode;
  /** Stands above the tabs. */
  readonly notice?: ReactNode;
  readonly tabs: readonly PanelTabContent[];
};

/**
 * Head, switch and tabs of a panel. It takes the focus when it opens, not when it shows something else.
 *
 * A tab that is not there (a link to the events of a flow) shows the first.
 */
export function PanelFrame(props: PanelFrameProps) {
  const { title, heading, subtitle, notice, tabs, tab, onTab, onClose, switchTarget, onSwitch } = props;
  const t = useT();
  const ownHeading = useRef<HTMLSpanElement>(null);
  const focused = heading ?? ownHeading;
  const bodyId = useId();
  const shown = tabs.find(({ id }) => id === tab) ?? tabs[0];

  useEffect(() => {
    focused.current?.focus({ preventScroll: true });
  }, [focused]);

  return (
    <>
      <DrawerHead>
        <Title headingLevel="h2" size="lg">
          <span ref={focused} tabIndex={-1} className="netobserv-plugin__panel-title">
            {title}
          </span>
        </Title>
        {subtitle}
        <DrawerActions>
          <DrawerCloseButton aria-label={t('Close the panel')} onClick={onClose} />
        </DrawerActions>
      </DrawerHead>
      <div className="netobserv-plugin__panel-intro">
        {switchTarget !== undefined && (
          <Button
            variant="secondary"
            size="sm"
            icon={<ExchangeAlt />}
            data-test={TEST_IDS.switchLogType}
            onClick={onSwitch}
          >
            {switchTarget === 'flowLog' ? t('Show flows') : t('Show conversation')}
          </Button>
        )}
        {notice}
      </div>
      <Tabs
        activeKey={shown?.id ?? tab}
        onSelect={(_event, key) => {
          const chosen = tabs.find(({ id }) => id === key);
          if (chosen !== undefined) {
            onTab(chosen.id);
          }
        }}
        usePageInsets
        aria-label={t('Details of the selection')}
      >
        {tabs.map(({ id, title: name }) => (
          <Tab key={id} eventKey={id} tabContentId={bodyId} title={<TabTitleText>{name}</TabTitleText>} />
        ))}
      </Tabs>
      <DrawerPanelBody
        id={bodyId}
        className="netobserv-plugin__panel-body"
        role="tabpanel"
        aria-label={shown?.title}
        tabIndex={0}
      >
        {shown?.content}
      </DrawerPanelBody>
    </>
  );
}
