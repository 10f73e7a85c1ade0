/** Characters that stand for a line break in a box of one line, if the text does not hold them itself. */
const STAND_INS = ['␤', '↵', '⏎', '␊', '␍', '⤶'] as const;

/** How text that may have several lines is written in a box that has one. */
export type LineBreaks = {
  /** On one line: each break is one other character, so offsets stay what they are. */
  readonly hide: (text: string) => string;
  /** What `hide` was given. */
  readonly restore: (text: string) => string;
};

/**
 * Line breaks of a text that goes into a box: an `<input>` drops them without a word.
 *
 * Only a text that has breaks has characters which stand for them; in any other each character is itself.
 */
export function lineBreaksOf(text: string): LineBreaks {
  const free = STAND_INS.filter((character) => !text.includes(character));
  const pairs = ['\n', '\r']
    .filter((lineBreak) => text.includes(lineBreak))
    .flatMap((lineBreak, index) => {
      const standIn = free[index];
      return standIn === undefined ? [] : [[lineBreak, standIn] as const];
    });
  return {
    hide: (given) => pairs.reduce((all, [lineBreak, standIn]) => all.replaceAll(lineBreak, standIn), given),
    restore: (shown) =>
      pairs.reduce((all, [lineBreak, standIn]) => all.replaceAll(standIn, lineBreak), shown),
  };
}
