/** Where a table stood when it was left. */
export type ScrollPosition = {
  /** Key of the first visible line, and how many pixels of it are scrolled away. */
  readonly key: string | undefined;
  readonly hiddenPx: number;
  /** Scrolled pixels, for when that line is gone. */
  readonly offset: number;
  readonly openKeys: ReadonlySet<string>;
};

/** How many tables are remembered: more than one goes back. */
const CAPACITY = 50;

/** What tables remember of themselves, by the name of the place in history that they were shown at. */
const positions = new Map<string, ScrollPosition>();

/** Remembers where a table stood, so that going back in history shows it as it was left. */
export function rememberScroll(name: string, position: ScrollPosition): void {
  positions.delete(name);
  positions.set(name, position);
  for (const oldest of positions.keys()) {
    if (positions.size <= CAPACITY) {
      return;
    }
    positions.delete(oldest);
  }
}

export function recallScroll(name: string | undefined): ScrollPosition | undefined {
  return name === undefined ? undefined : positions.get(name);
}
