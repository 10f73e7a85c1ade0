/** What was asked for, as a file says it, in this order: words, numbers, and lists of words. */
export type QueryFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What would end the line, a cell, a member or an encoding; the rest stays readable. */
const ENCODED = /[\s"%&,\p{Cc}]/gu;

/**
 * What was asked for in one line: `from=…&filters=…`, values percent-encoded where they have to be.
 *
 * Without white space, quotes and commas, so that it is one cell of CSV.
 */
export function printQueryFacts(facts: QueryFacts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${printFact(value)}`)
    .join('&');
}

function printFact(value: QueryFacts[string]): string {
  return typeof value === 'object' ? value.map(encode).join('+') : encode(String(value));
}

function encode(text: string): string {
  return text.replaceAll(ENCODED, encodeURIComponent);
}
