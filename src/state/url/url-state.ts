import { percentDecoded } from '#model/lib/percent-decoded.ts';
import { linkQuery, printQuery } from './link-query.ts';
import type { UrlState } from './params.ts';
import { URL_PARAMS } from './params.ts';
import { unknownKeys } from './unknown-keys.ts';
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

const KEYS = NAMES.flatMap((name) => URL_PARAMS[name].keys);

/**
 * What a query string says of one thing, with what was not understood.
 *
 * Values that make no sense as they are and do so with one encoding less, or two, were encoded too often.
 */
export function readUrl<Name extends keyof UrlState>(search: string, name: Name): Decoded<UrlState[Name]> {
  const param = URL_PARAMS[name];
  const raw = rawValues(linkQuery(search, KEYS), param.keys);
  const asItIs = param.decode(raw);
  if (asItIs.problems.length === 0) {
    return asItIs;
  }
  const once = withOneEncodingLess(raw);
  const meant = [once, withOneEncodingLess(once)].map((values) => param.decode(values));
  return meant.find(({ problems }) => problems.length === 0) ?? asItIs;
}

/**
 * The query string with some things changed. Everything else stands where it stood: unknown keys, and values
 * that were not understood.
 */
export function writeUrl(search: string, changes: Partial<UrlState>): string {
  const params = linkQuery(search, KEYS);
  for (const [key, value] of Object.entries(encodeChanges(changes))) {
    if (value === undefined) {
      params.delete(key);
    } else {
      params.set(key, value);
    }
  }
  return printQuery(params);
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

/** What a link does not say in words that are known: what was not understood, and keys that nobody here knows. */
export function linkProblems(search: string): readonly UrlProblem[] {
  return [...urlProblems(search), ...unknownKeys(linkQuery(search, KEYS), [...KEYS, ...FOREIGN_KEYS])];
}

/** The query string without anything that `linkProblems` tells of. */
export function repairLink(search: string): string {
  const params = linkQuery(repairUrl(search), KEYS);
  for (const { key } of unknownKeys(params, [...KEYS, ...FOREIGN_KEYS])) {
    params.delete(key);
  }
  return printQuery(params);
}

/** Whether a query string says nothing about the page: neither in our words nor in NetObserv's. */
export function isBareUrl(search: string): boolean {
  const params = linkQuery(search, KEYS);
  return [...KEYS, ...FOREIGN_KEYS].every((key) => !params.has(key));
}

/** The query string with nothing but the keys of one thing: what `readUrl` needs to read that thing. */
export function urlPart(search: string, name: keyof UrlState): string {
  const params = linkQuery(search, KEYS);
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

function withOneEncodingLess(values: RawValues): RawValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value === undefined ? undefined : percentDecoded(value),
    ]),
  );
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
