import { memo, useContext } from 'react';

import type { DrawnChunks } from './chunks.ts';
import { CHUNK_SIZE, drawnWithin, GROUP_SIZE, isDrawn } from './chunks.ts';
import { TableChunk } from './TableChunk.tsx';
import type { TableLines } from './table-lines.ts';
import { TableLinesContext } from './table-lines.ts';

/**
 * The lines near the visible ones, with blank room for all that are left out.
 *
 * Lines stand in chunks of a few, which are always there, be they drawn or blank, and are drawn whole. A line
 * that comes or goes beside others makes the browser work out the style of all of them anew (PatternFly has
 * rules for `* + *`): with all lines in one chunk that alone takes longer than a frame. Chunks in turn are
 * grouped, so that a frame has to look at few of thousands.
 */
export function TableBody() {
  const table = useContext(TableLinesContext);
  if (table === undefined) {
    return null;
  }
  const { drawn, totalSize, ...lines } = table;
  const chunkCount = Math.ceil(lines.rows.length / CHUNK_SIZE);
  return (
    <>
      {Array.from({ length: Math.ceil(chunkCount / GROUP_SIZE) }, (_, group) => {
        const first = group * GROUP_SIZE;
        const end = Math.min(first + GROUP_SIZE, chunkCount);
        const height = startOf(end, lines, totalSize) - startOf(first, lines, totalSize);
        return (
          <ChunkGroup
            key={first}
            first={first}
            end={end}
            height={height}
            {...drawnWithin(drawn, first, end)}
            {...lines}
          />
        );
      })}
    </>
  );
}

type ChunkGroupProps = TableLines &
  DrawnChunks & {
    readonly first: number;
    readonly end: number;
    /** In pixels: changes when a line in it is measured. */
    readonly height: number;
  };

const ChunkGroup = memo(function ChunkGroup(props: ChunkGroupProps) {
  const { first, end, height, from, to, active, ...lines } = props;
  const top = startOf(first, lines, 0);
  return (
    <>
      {Array.from({ length: end - first }, (_, offset) => {
        const chunk = first + offset;
        const blank = startOf(chunk + 1, lines, top + height) - startOf(chunk, lines, top + height);
        return (
          <TableChunk
            key={chunk}
            first={chunk * CHUNK_SIZE}
            end={Math.min((chunk + 1) * CHUNK_SIZE, lines.rows.length)}
            blank={isDrawn(chunk, { from, to, active }) ? undefined : blank}
            {...lines}
          />
        );
      })}
    </>
  );
});

/** Pixels from the top to a chunk; `total` for the one after the last. */
function startOf(chunk: number, { virtualizer }: TableLines, total: number): number {
  return virtualizer.measurementsCache[chunk * CHUNK_SIZE]?.start ?? total;
}
