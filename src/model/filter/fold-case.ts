/**
 * Text in which the case of letters does not matter, for `~`.
 *
 * Lower case, letter by letter: a sigma at the end of a word is like any other. So a store can do the same.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
