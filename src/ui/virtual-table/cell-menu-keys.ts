/** What opens the menu of a line that has the focus, as `aria-keyshortcuts` says it. */
export const MENU_KEYS = 'F Shift+F10 ContextMenu';

/** Whether a key asks for the menu of a line. */
export function isMenuKey(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey || ctrlKey || metaKey) {
    return false;
  }
  return shiftKey ? key === 'F10' : key === 'ContextMenu' || key.toLowerCase() === 'f';
}

/**
 * Where an arrow key leads to in the lines of a menu: up and down to the next line, around at the ends, left and
 * right within one. Home and End lead to the first and last line.
 *
 * `undefined` for keys that lead nowhere. A line that is shorter gives its last.
 */
export function menuStep<T>(key: string, lines: readonly (readonly T[])[], current: T): T | undefined {
  const at = lines.findIndex((line) => line.includes(current));
  const line = lines[at];
  const column = line?.indexOf(current) ?? 0;
  const steps = new Map<string, readonly [row: number, cell: number]>([
    ['ArrowDown', [at + 1, column]],
    ['ArrowUp', [at < 0 ? -1 : at - 1, column]],
    ['Home', [0, 0]],
    ['End', [-1, 0]],
    ['ArrowRight', [at, column + 1]],
    ['ArrowLeft', [at, column - 1]],
  ]);
  const [row, cell] = steps.get(key) ?? [];
  if (row === undefined || cell === undefined) {
    return undefined;
  }
  const wanted = lines.at(row % Math.max(1, lines.length));
  return wanted?.[Math.max(0, Math.min(cell, wanted.length - 1))];
}
