import { createHash, timingSafeEqual } from 'node:crypto';

import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { KnownToken } from '../backend.ts';

/** What somebody may see: all traffic, or that of some namespaces. */
export type Access = { readonly namespaces?: readonly string[] | undefined };

const PREFIX = 'Bearer ';

/**
 * What whoever sends this header may see. The error is what NetObserv's backend says to who may not ask at all.
 *
 * Without tokens everybody may see everything, as where its `authCheck` is `none`. A token is looked for after
 * `Bearer `, wherever in the header that stands, once.
 */
export function accessOf(
  tokens: readonly KnownToken[] | undefined,
  header: string | undefined,
): Result<Access, string> {
  if (tokens === undefined) {
    return ok({});
  }
  if (header === undefined || header === '') {
    return err('missing Authorization header');
  }
  const [, token, ...more] = header.split(PREFIX);
  if (token === undefined || more.length > 0) {
    return err('missing Bearer token in Authorization header');
  }
  const hash = hashOf(token);
  // All are compared, each in constant time, so that the time of the answer says nothing about them.
  const matches = tokens.map((known) => timingSafeEqual(hashOf(known.token), hash));
  const known = tokens[matches.indexOf(true)];
  return known === undefined ? err('user not authenticated') : ok({ namespaces: known.namespaces });
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
