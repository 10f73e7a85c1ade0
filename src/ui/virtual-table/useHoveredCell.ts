import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

import type { CellPlace } from './cell-place.ts';
import { cellOf, placeOf } from './cell-place.ts';

/** How long the pointer rests on a cell before it counts, in ms: less than one feels, more than it takes to pass. */
const REST_MS = 120;

/** The class of what stands over a cell and belongs to it: the pointer has not left the cell there. */
export const CELL_BUTTON = 'netobserv-plugin__cell-button';

/**
 * The cell that the pointer rests on; none while the table scrolls, nor for a finger, which does not hover.
 *
 * Nothing is noted of the cells that the pointer passes, and the layout is read once a rest. `items` that are
 * others leave no cell where it was.
 */
export function useHoveredCell(
  viewport: RefObject<HTMLDivElement>,
  items: readonly unknown[],
): CellPlace | undefined {
  const [place, setPlace] = useState<CellPlace>();

  useEffect(() => {
    const element = viewport.current;
    if (element === null) {
      return undefined;
    }
    let resting: ReturnType<typeof setTimeout> | undefined;
    let over: HTMLTableCellElement | undefined;
    const leave = () => {
      clearTimeout(resting);
      over = undefined;
      setPlace(undefined);
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
        resting = setTimeout(() => setPlace(placeOf(cell, element)), REST_MS);
      }
    };
    element.addEventListener('pointerover', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('scroll', leave, { passive: true });
    return () => {
      leave();
      element.removeEventListener('pointerover', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('scroll', leave);
    };
  }, [viewport, items]);

  return place;
}
