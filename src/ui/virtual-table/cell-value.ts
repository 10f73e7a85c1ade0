import type { Match } from '#model/filter/filter.ts';
import type { Bounds } from '#model/filter/match-of-field.ts';
import type { TrafficRecord } from '#model/flow.ts';

/** Something that a cell shows and that rows can be chosen by. */
export type CellValue = {
  /** Translated; stands alone: "Source namespace". */
  readonly label: string;
  /** As the cell shows it. */
  readonly text: string;
  /**
   * A value that rows have or have not, an amount that they reach or not, or an instant in ms since the epoch;
   * with the record that it was taken from.
   */
  readonly kind:
    | { readonly of: 'value'; readonly condition: Match; readonly record: TrafficRecord }
    | { readonly of: 'amount'; readonly bounds: Bounds; readonly record: TrafficRecord }
    | { readonly of: 'time'; readonly ms: number };
};

/** One thing to do with a value of a cell. */
export type CellChoice = {
  /** Translated; reads beside the value: "Leave out". */
  readonly label: string;
  /** Translated; reads alone and holds the label: "Leave out Source namespace shop". */
  readonly name: string;
  readonly onChoose: () => void;
};

/** What can be done with a value; nothing for one that cannot be chosen by here. */
export type ChoicesOf = (value: CellValue) => readonly CellChoice[];
