/** The condition value that is nothing at all: what is not set. */
export const NOTHING = '""';

/** Whether a value stands in quotes, so that all of the field has to be it; a single quote is both of its own. */
export function isExact(value: string): boolean {
  return value.startsWith('"') && value.endsWith('"');
}

/** A value without a quote at its end and one at its beginning. */
export function withoutQuotes(value: string): string {
  return value.replace(/"$/, '').replace(/^"/, '');
}

/** A value as a pattern: `*` stands for anything, also within quotes, and quotes are gone. Nothing else is escaped. */
export function asPattern(value: string): string {
  return value.replaceAll('*', '.*').replaceAll('"', '');
}
