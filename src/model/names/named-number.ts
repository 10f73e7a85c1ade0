/** A number that has a name: a protocol, a port, a code. */
export type NamedNumber = { readonly value: number; readonly name: string };

/** Builds a table from `name value` pairs separated by spaces; a name may stand for a number that has another. */
export function namedNumbers(pairs: string): readonly NamedNumber[] {
  const words = pairs.split(/\s+/).filter((word) => word !== '');
  return words.flatMap((name, index) => {
    const value = Number(words[index + 1]);
    return index % 2 === 0 ? [{ name, value }] : [];
  });
}

/** The number that a name stands for; case does not count. */
export function numberOfName(table: readonly NamedNumber[], name: string): number | undefined {
  const wanted = name.toLowerCase();
  return table.find((entry) => entry.name.toLowerCase() === wanted)?.value;
}

/** The first name of a number. */
export function nameOfNumber(table: readonly NamedNumber[], value: number): string | undefined {
  return table.find((entry) => entry.value === value)?.name;
}
