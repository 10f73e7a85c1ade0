import { percentDecoded } from '#model/lib/percent-decoded.ts';

/** How often a query may have been encoded beyond the once that belongs to it: a link in a link in a link. */
const MOST_ENCODINGS = 3;

/** What an HTML page, or a copy of one, makes of the `&` before a key. */
const AMPERSANDS = /^(?:amp;)+/;

/** Where programs that look for links in a text take the end of a sentence, or of its markup, for that of the link. */
const UNSAFE_END = /[*_~.,:;!?)'"]$/;

/**
 * The keys and values of a query string, as they were meant: with keys that differ in capitals from the known ones,
 * `&amp;` between keys, and the whole encoded once or twice more. Other keys are as they stand.
 */
export function linkQuery(search: string, known: readonly string[]): URLSearchParams {
  let text = search.replace(/^\?/, '');
  for (let times = 0; times < MOST_ENCODINGS && isEncoded(text); times += 1) {
    text = percentDecoded(text);
  }
  const meant = withKnownKeys(new URLSearchParams(text), known);
  return known.some((key) => meant.has(key)) ? meant : withKnownKeys(new URLSearchParams(search), known);
}

/** A query string, with `?` where there is anything; its last character is none with which a sentence may end. */
export function printQuery(params: URLSearchParams): string {
  const text = params
    .toString()
    .replace(UNSAFE_END, (end) => `%${end.charCodeAt(0).toString(16).toUpperCase()}`);
  return text === '' ? '' : `?${text}`;
}

/** Whether a query is one word in which there are encoded signs between keys and values. */
function isEncoded(text: string): boolean {
  return !/[=&]/.test(text) && /%(?:25)*3d/i.test(text);
}

function withKnownKeys(params: URLSearchParams, known: readonly string[]): URLSearchParams {
  const renamed = new URLSearchParams();
  for (const [written, value] of params) {
    const bare = written.replace(AMPERSANDS, '');
    const key = known.find((one) => one.toLowerCase() === bare.toLowerCase());
    // The key as it should be written goes first, and one that stands there twice counts once.
    const isTaken = key !== undefined && key !== written && (params.has(key) || renamed.has(key));
    renamed.append(key === undefined || isTaken ? written : key, value);
  }
  return renamed;
}
