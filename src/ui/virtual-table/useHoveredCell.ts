import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

import type { CellPlace } from './cell-place.ts';
import { cellOf, placeOf, rowOf } from './cell-place.ts';

/** How long the pointer rests on a cell before it counts, in ms: less than one feels, more than it takes to pass. */
const REST_MS = 120;

/** The class of what stands over a cell and belongs to it: the pointer has not left the cell there. */
export const CELL_BUTTON = 'netobserv-plugin__cell-button';

/**
 * The cell that the pointer rests on; none while the table scrolls, nor for a finger, which does not hover.
 *
 * Nothing is noted of the cells that the pointer passes, and the layout is read once a rest. When `items` are others,
 * the cell stays if its line is still there and still below the pointer.
 */
export function useHoveredCell(
  viewport: RefObject<HTMLDivElement>,
  items: readonly unknown[],
): CellPlace | undefined {
  const [place, setPlace] = useState<CellPlace>();
  const watch = useRef<PointerWatch>();

  useEffect(() => {
    const element = viewport.current;
    if (element === null) {
      return undefined;
    }
    const started = watchPointer(element, setPlace);
    watch.current = started;
    return started.stop;
  }, [viewport]);

  // Behind all layout effects: the table has been scrolled to what was read before.
  useEffect(() => watch.current?.refresh(), [items]);

  return place;
}

type PointerWatch = {
  /** The lines are others, or elsewhere. */
  readonly refresh: () => void;
  readonly stop: () => void;
};

/** Where the pointer rests, and how far the table was scrolled. */
type Rest = { readonly place: CellPlace; readonly top: number; readonly left: number };

function watchPointer(viewport: HTMLElement, onPlace: (place: CellPlace | undefined) => void): PointerWatch {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let over: HTMLTableCellElement | undefined;
  let rest: Rest | undefined;
  let isRefreshed = false;
  const leave = () => {
    clearTimeout(resting);
    over = undefined;
    rest = undefined;
    isRefreshed = false;
    onPlace(undefined);
  };
  const settle = (cell: HTMLTableCellElement) => {
    over = cell;
    rest = restOn(cell, viewport);
    onPlace(rest.place);
  };
  const enter = ({ target, pointerType }: PointerEvent) => {
    if (target instanceof Element && target.closest(`.${CELL_BUTTON}`) !== null) {
      return;
    }
    const cell = pointerType === 'touch' ? undefined : cellOf(target);
    if (cell === over) {
      return;
    }
    leave();
    over = cell;
    if (cell !== undefined) {
      resting = setTimeout(() => settle(cell), REST_MS);
    }
  };
  const scroll = () => {
    // A table that holds its place when lines come in above scrolls for that; this is told of behind the refresh.
    const isKnown = isRefreshed && rest?.top === viewport.scrollTop && rest.left === viewport.scrollLeft;
    if (!isKnown) {
      leave();
    }
  };
  const refresh = () => {
    const last = rest;
    const cell = last === undefined ? over : cellAt(last.place, viewport);
    if (cell?.isConnected !== true) {
      leave();
    } else if (last !== undefined && isBelowPointer(cell, last, viewport)) {
      settle(cell);
      isRefreshed = true;
    } else if (last !== undefined) {
      leave();
    }
  };
  const stop = () => {
    leave();
    viewport.removeEventListener('pointerover', enter);
    viewport.removeEventListener('pointerleave', leave);
    viewport.removeEventListener('scroll', scroll);
  };
  viewport.addEventListener('pointerover', enter);
  viewport.addEventListener('pointerleave', leave);
  viewport.addEventListener('scroll', scroll, { passive: true });
  return { refresh, stop };
}

function restOn(cell: HTMLTableCellElement, viewport: Element): Rest {
  return { place: placeOf(cell, viewport), top: viewport.scrollTop, left: viewport.scrollLeft };
}

/** The cell that is at this place now, wherever its line went. */
function cellAt({ rowKey, cellIndex }: CellPlace, viewport: Element): HTMLTableCellElement | undefined {
  return rowOf(rowKey, viewport)?.cells[cellIndex];
}

/** Whether a cell is on screen where it was when the pointer came to rest on it: lines move by their height at least. */
function isBelowPointer(cell: HTMLTableCellElement, last: Rest, viewport: Element): boolean {
  const now = restOn(cell, viewport);
  const down = now.place.box.top - now.top - (last.place.box.top - last.top);
  const along = now.place.box.left - now.left - (last.place.box.left - last.left);
  const { width, height } = last.place.box;
  return Math.abs(down) <= height / 2 && Math.abs(along) <= width / 2;
}
