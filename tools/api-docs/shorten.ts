const MAX_ITEMS = 2;
const MAX_KEYS = 14;
const MAX_CHARACTERS = 160;
const MAX_LINES = 8;
const MAX_DEPTH = 8;

/** What differs from one checkout to the next. */
const VARYING: ReadonlySet<string> = new Set(['buildDate']);

/**
 * An answer of which the first items of lists, keys of objects and characters of texts are left, with a word on how
 * many are not.
 */
export function shortened(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') {
    return value.length > MAX_CHARACTERS ? `${value.slice(0, MAX_CHARACTERS)}…` : value;
  }
  if (depth < 0 && typeof value === 'object' && value !== null) {
    return '…';
  }
  if (Array.isArray(value)) {
    const more = value.length - MAX_ITEMS;
    return [
      ...value.slice(0, MAX_ITEMS).map((item) => shortened(item, depth - 1)),
      ...(more > 0 ? [`… ${more} more`] : []),
    ];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const more = entries.length - MAX_KEYS;
    return Object.fromEntries([
      ...entries
        .slice(0, MAX_KEYS)
        .map(([key, child]) => [key, VARYING.has(key) ? '…' : shortened(child, depth - 1)]),
      ...(more > 0 ? [['…', `${more} more`]] : []),
    ]);
  }
  return value;
}

/** The first lines of those that match. */
export function shortenedText(text: string, lines = /^/): string {
  const all = text
    .trimEnd()
    .split('\n')
    .filter((line) => lines.test(line));
  const more = all.length - MAX_LINES;
  return [...all.slice(0, MAX_LINES), ...(more > 0 ? [`… ${more} more`] : [])].join('\n');
}
