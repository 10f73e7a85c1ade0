import { Flex } from '@patternfly/react-core';

import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { RefreshControlsProps } from './RefreshControls.tsx';
import { RefreshControls } from './RefreshControls.tsx';
import { TimeRangeSelect } from './TimeRangeSelect.tsx';

import './time-controls.css';

type TimeControlsProps = Omit<RefreshControlsProps, 'canRepeat'> & {
  readonly range: TimeRange;
  readonly span: TimeSpan | undefined;
  readonly onRange: (range: TimeRange) => void;
};

/** What time is looked at, and how often it is looked at again. */
export function TimeControls({ range, span, onRange, ...refresh }: TimeControlsProps) {
  return (
    <Flex
      columnGap={{ default: 'columnGapSm' }}
      rowGap={{ default: 'rowGapSm' }}
      alignItems={{ default: 'alignItemsCenter' }}
    >
      <TimeRangeSelect range={range} span={span} onChange={onRange} />
      <RefreshControls {...refresh} canRepeat={range.kind === 'relative'} />
    </Flex>
  );
}
