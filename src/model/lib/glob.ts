/**
 * Compiles text in which `*` stands for any run of characters to a test of the whole text. Case-sensitive.
 *
 * Linear in the text whatever the pattern is: each part is searched once, leftmost first, which finds a match
 * whenever there is one.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) {
    return (text) => text === first;
  }
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    let from = first.length;
    const end = text.length - last.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found === -1 || found + part.length > end) {
        return false;
      }
      from = found + part.length;
    }
    // The first and the last part may not overlap.
    return from <= end;
  };
}
