import { filterDefinition } from '#model/filter/definitions.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { UrlProblem } from './url-param.ts';

/** Keys that say nothing about the page: the console's own, and what mails and chats append to links. */
const HARMLESS = /^(?:perspective|disable-plugins|overview|3d|utm_.*|.*clid|_ga|_gl|mc_[ce]id)$/;

/**
 * The keys of a query that nobody here knows: a link that says something must not show everything in silence.
 *
 * `known` are the keys that are read, and those that are kept for others.
 */
export function unknownKeys(query: URLSearchParams, known: readonly string[]): readonly UrlProblem[] {
  return [...new Set(query.keys())]
    .filter((key) => key !== '' && !known.includes(key) && !HARMLESS.test(key))
    .map((key) => ({
      key,
      raw: query.get(key) ?? '',
      code: 'unknown-key',
      suggestion: filterDefinition(key) === undefined ? nearest(key, known) : `filter=${key}=…`,
    }));
}
