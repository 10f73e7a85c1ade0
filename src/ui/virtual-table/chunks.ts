/** Lines in a chunk: as many as can come into view at once without a frame being missed. */
export const CHUNK_SIZE = 4;

/** Chunks in a group. */
export const GROUP_SIZE = 32;

/** Which chunks are drawn: those from the first to the last that is near the visible part, and one more. */
export type DrawnChunks = {
  /** -1 when there is none. */
  readonly from: number;
  readonly to: number;
  /** The chunk of the active line, wherever it is. */
  readonly active: number;
};

/** No chunk is drawn. */
const NOTHING: DrawnChunks = { from: -1, to: -1, active: -1 };

/** The chunks that have a line which is to be drawn. `lines` are in order and may hold the active one. */
export function drawnChunks(lines: readonly { readonly index: number }[], activeIndex: number): DrawnChunks {
  const near = lines.filter(({ index }) => index !== activeIndex);
  const from = near[0]?.index ?? activeIndex;
  const to = near.at(-1)?.index ?? activeIndex;
  return {
    from: Math.floor(from / CHUNK_SIZE),
    to: Math.floor(to / CHUNK_SIZE),
    active: Math.floor(activeIndex / CHUNK_SIZE),
  };
}

/**
 * What is drawn of the chunks from `first` to before `end`: the same numbers for all groups of which nothing
 * is, so that scrolling elsewhere does not touch them.
 */
export function drawnWithin({ from, to, active }: DrawnChunks, first: number, end: number): DrawnChunks {
  const isNear = from < end && to >= first;
  const isActive = active >= first && active < end;
  return {
    from: isNear ? Math.max(from, first) : NOTHING.from,
    to: isNear ? Math.min(to, end - 1) : NOTHING.to,
    active: isActive ? active : NOTHING.active,
  };
}

/** Whether a chunk is drawn. */
export function isDrawn(chunk: number, { from, to, active }: DrawnChunks): boolean {
  return (chunk >= from && chunk <= to) || chunk === active;
}
