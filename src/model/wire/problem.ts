import type { Static } from 'typebox';
import { Array as ArrayOf, Object as ObjectOf, Optional, String as Text } from 'typebox';

/**
 * The body of every error answer: what is wrong, a stable code, where, and what would help.
 *
 * `message` alone is what the console shows for a failed request, so it is a sentence that stands alone.
 */
export const Problem = ObjectOf({
  message: Text(),
  code: Text(),
  /** Where the bad input stands: a query parameter, or a path into it. */
  path: Optional(Text()),
  hint: Optional(Text()),
  /** The values that would have been accepted, when they are few. */
  allowed: Optional(ArrayOf(Text())),
});
export type Problem = Static<typeof Problem>;
