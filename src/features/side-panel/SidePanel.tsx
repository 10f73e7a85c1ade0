import {
  DrawerActions,
  DrawerCloseButton,
  DrawerHead,
  DrawerPanelBody,
  DrawerPanelContent,
  Skeleton,
} from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { PanelTab, Selection } from '#model/view.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { TEST_IDS } from '../../ui/test-ids.ts';

import './side-panel.css';

/** What the panel is given, whatever it shows. */
export type PanelProps = {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly onClose: () => void;
  /** Shows something else in the panel. */
  readonly onSelect: (selection: Selection) => void;
  /** What is filtered on now, to mark the fields that are. */
  readonly filter?: Filter | undefined;
  /** Adds the condition, or takes it away when it is there already. */
  readonly onFilter: (condition: Match) => void;
  /** The log type that `onSwitch` goes to; left out where there is none to go to. */
  readonly switchTarget?: LogType | undefined;
  readonly onSwitch: () => void;
};

type SidePanelProps = PanelProps & {
  readonly selection: Selection;
  /** The selected record, when it is among the rows. */
  readonly record?: TrafficRecord | undefined;
  /** What the page looks at, to tell which flows of a conversation it can list. */
  readonly span: TimeSpan;
};

const PANELS = new LazyCode(async () => {
  const [{ ConversationPanel }, { RecordPanel }] = await Promise.all([
    import(/* webpackChunkName: "details" */ './ConversationPanel.tsx'),
    import(/* webpackChunkName: "details" */ './RecordPanel.tsx'),
  ]);
  return { ConversationPanel, RecordPanel };
});

/** All that is known of one conversation or record, in a drawer beside the table. Escape closes it. */
export function SidePanel({ selection, record, span, ...panel }: SidePanelProps) {
  const t = useT();
  return (
    <DrawerPanelContent
      isResizable
      defaultSize="32rem"
      minSize="22rem"
      maxSize="75%"
      resizeAriaLabel={t('Resize the panel')}
      data-test={TEST_IDS.sidePanel}
      data-closes-to-row
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          panel.onClose();
        }
      }}
    >
      <LazyPart
        lazy={PANELS}
        takesFocus
        waiting={<Skeleton screenreaderText={t('Loading')} height="12rem" />}
        frame={(content) => (
          <>
            <DrawerHead>
              <DrawerActions>
                <DrawerCloseButton aria-label={t('Close the panel')} onClick={panel.onClose} />
              </DrawerActions>
            </DrawerHead>
            <DrawerPanelBody>{content}</DrawerPanelBody>
          </>
        )}
      >
        {({ ConversationPanel, RecordPanel }) =>
          selection.kind === 'conversation' ? (
            <ConversationPanel conversationKey={selection.key} span={span} {...panel} />
          ) : (
            <RecordPanel record={record} {...panel} />
          )
        }
      </LazyPart>
    </DrawerPanelContent>
  );
}
