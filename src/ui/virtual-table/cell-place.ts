/** A rectangle in pixels of what a table scrolls, so that what is put there stays beside its cell. */
export type Box = {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
};

/** A cell of a line, and where it is. */
export type CellPlace = {
  /** Of the line. */
  readonly rowKey: string;
  /** Among all cells of the line, that of the button which opens it too. */
  readonly cellIndex: number;
  readonly box: Box;
};

/** The cell of a line that an element is in, or is; `undefined` elsewhere. */
export function cellOf(target: EventTarget | null): HTMLTableCellElement | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  return cell?.parentElement?.dataset['rowKey'] === undefined ? undefined : cell;
}

/** The line of this key, if it is in the document. */
export function rowOf(key: string, viewport: Element | null): HTMLTableRowElement | undefined {
  const rows = viewport?.querySelectorAll<HTMLTableRowElement>('tr[data-row-key]') ?? [];
  return [...rows].find((row) => row.dataset['rowKey'] === key);
}

/** Where a cell is now. Reads the layout. */
export function placeOf(cell: HTMLTableCellElement, viewport: Element): CellPlace {
  const rowKey = cell.parentElement?.dataset['rowKey'] ?? '';
  return { rowKey, cellIndex: cell.cellIndex, box: boxOf(cell, viewport) };
}

/** Where an element of a table is now, as far as it is not scrolled away sideways. Reads the layout. */
export function boxOf(element: Element, viewport: Element): Box {
  const inner = element.getBoundingClientRect();
  const outer = viewport.getBoundingClientRect();
  const left = Math.max(inner.left, outer.left);
  const right = Math.min(inner.right, outer.left + viewport.clientWidth);
  return {
    top: inner.top - outer.top + viewport.scrollTop,
    left: left - outer.left + viewport.scrollLeft,
    width: Math.max(0, right - left),
    height: inner.height,
  };
}
