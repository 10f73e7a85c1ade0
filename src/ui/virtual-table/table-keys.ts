import type { KeyboardEvent } from 'react';

/** What the keyboard can do in a table, as `handleTableKey` asks for it. */
export type TableKeyActions = {
  readonly itemKeys: readonly string[];
  /** Lines on a page, for PageUp and PageDown. */
  readonly pageSize: number;
  readonly focusRow: (key: string) => void;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
  readonly isExpanded: (key: string) => boolean;
  /** Left out for a table whose lines do not open. */
  readonly setExpanded?: ((key: string, isExpanded: boolean) => void) | undefined;
};

/**
 * Arrows, Home, End and pages choose a line; Enter opens it, space and right open what is below it, left
 * closes that, Escape closes what Enter opened. Anything else is the browser's.
 *
 * Keys that act on a line do so only when the line itself has the focus, not a button in it.
 */
export function handleTableKey(event: KeyboardEvent<HTMLElement>, actions: TableKeyActions): void {
  const { target } = event;
  if (!(target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const row = target.closest<HTMLElement>('tr[data-row-key]');
  const key = row?.dataset['rowKey'];
  if (key === undefined) {
    return;
  }
  if (moveFrom(key, event.key, actions) || actOn(key, event.key, target === row, actions)) {
    event.preventDefault();
  }
}

function moveFrom(key: string, pressed: string, actions: TableKeyActions): boolean {
  const { itemKeys, pageSize, focusRow } = actions;
  const at = itemKeys.indexOf(key);
  const steps = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['PageDown', at + pageSize],
    ['PageUp', at - pageSize],
    ['Home', 0],
    ['End', itemKeys.length - 1],
  ]);
  const wanted = steps.get(pressed);
  if (wanted === undefined) {
    return false;
  }
  const next = itemKeys[Math.min(itemKeys.length - 1, Math.max(0, wanted))];
  if (next !== undefined) {
    focusRow(next);
  }
  return true;
}

function actOn(key: string, pressed: string, isOnRow: boolean, actions: TableKeyActions): boolean {
  const { onOpen, onClose, isExpanded, setExpanded } = actions;
  const expandTo = (wanted: boolean): boolean => {
    if (setExpanded === undefined || isExpanded(key) === wanted) {
      return false;
    }
    setExpanded(key, wanted);
    return true;
  };
  if (pressed === 'Escape') {
    onClose();
    return true;
  }
  if (!isOnRow) {
    return false;
  }
  switch (pressed) {
    case 'Enter':
      onOpen(key);
      return true;
    case ' ':
      if (!expandTo(!isExpanded(key))) {
        onOpen(key);
      }
      return true;
    case 'ArrowRight':
      return expandTo(true);
    case 'ArrowLeft':
      return expandTo(false);
    default:
      return false;
  }
}
