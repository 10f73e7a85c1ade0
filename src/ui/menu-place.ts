import type { PopoverProps } from '@patternfly/react-core';

/** Where menus are put: below their button, or above; shifted sideways as far as it takes to stay in the window. */
export const MENU_PLACE = { preventOverflow: true } as const;

/** Where panels of a button are put: the first of these places at which they are in the window as a whole. */
export const PANEL_PLACE: Pick<PopoverProps, 'position' | 'enableFlip' | 'flipBehavior'> = {
  position: 'bottom-start',
  enableFlip: true,
  flipBehavior: ['bottom-start', 'bottom-end', 'bottom', 'top-start', 'top-end', 'top'],
};
