import type { UrlState } from './params.ts';
import { URL_PARAMS } from './params.ts';
import type { Decoded, RawValues, UrlProblem } from './url-param.ts';

/** Keys that only NetObserv's links carry, now or in its older versions. They are kept, and not read here. */
const FOREIGN_KEYS = [
  'dataSource',
  'function',
  'type',
  'refresh',
  'percentile',
  'reporter',
  'layer',
] as const;

/** The keys of a constant object are known; `Object.keys` only forgets them. */
const NAMES = Object.keys(URL_PARAMS) as readonly (keyof UrlState)[];

/** What a query string says of one thing, with what was not understood. */
export function readUrl<Name extends keyof UrlState>(search: string, name: Name): Decoded<UrlState[Name]> {
  return URL_PARAMS[name].decode(rawValues(new URLSearchParams(search), URL_PARAMS[name].keys));
}

/**
 * The query string with some things changed. Everything else stands where it stood: unknown keys, and values
 * that were not understood.
 */
export function writeUrl(search: string, changes: Partial<UrlState>): string {
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(encodeChanges(changes))) {
    if (value === undefined) {
      params.delete(key);
    } else {
      params.set(key, value);
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Everything in a query string that was not understood, in the order of the table of parameters. */
export function urlProblems(search: string): readonly UrlProblem[] {
  return NAMES.flatMap((name) => readUrl(search, name).problems);
}

/** The query string without what was not understood: each such thing says what is shown for it now. */
export function repairUrl(search: string): string {
  return NAMES.filter((name) => readUrl(search, name).problems.length > 0).reduce(
    (text, name) => writeUrl(text, { [name]: readUrl(search, name).value }),
    search,
  );
}

/** Whether a query string says nothing about the page: neither in our words nor in NetObserv's. */
export function isBareUrl(search: string): boolean {
  const params = new URLSearchParams(search);
  const keys = [...NAMES.flatMap((name) => URL_PARAMS[name].keys), ...FOREIGN_KEYS];
  return keys.every((key) => !params.has(key));
}

/** The query string with nothing but the keys of one thing: what `readUrl` needs to read that thing. */
export function urlPart(search: string, name: keyof UrlState): string {
  const params = new URLSearchParams(search);
  const part = new URLSearchParams();
  for (const key of URL_PARAMS[name].keys) {
    const raw = params.get(key);
    if (raw !== null) {
      part.set(key, raw);
    }
  }
  return part.toString();
}

function rawValues(params: URLSearchParams, keys: readonly string[]): RawValues {
  return Object.fromEntries(keys.map((key) => [key, params.get(key) ?? undefined]));
}

function encodeChanges(changes: Partial<UrlState>): RawValues {
  const encoded: Record<string, string | undefined> = {};
  const encode = <Name extends keyof UrlState>(name: Name, value: UrlState[Name]) => {
    Object.assign(encoded, URL_PARAMS[name].encode(value));
  };
  for (const name of NAMES.filter((known) => known in changes)) {
    // The name is one of those that are there, if only as `undefined`.
    encode(name, (changes as UrlState)[name]);
  }
  return encoded;
}
