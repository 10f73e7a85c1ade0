/**
 * How high a line is, in rem, by how much of it is shown: two lines of each cell, or its first.
 *
 * Said here alone: the table hands both numbers to its stylesheet as custom properties.
 */
export const ROW_HEIGHTS = { comfortable: 3.25, compact: 2 } as const;
export type Density = keyof typeof ROW_HEIGHTS;

/** In rem. */
export const HEADER_HEIGHT = 2.5;
