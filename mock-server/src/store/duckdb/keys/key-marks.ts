import { sql } from '../sql.ts';

/** The marks of cluster and network in the key of a stored conversation, behind its start; see `conversationKey`. */
export const MARKS = sql`split_part(split_part("conversation key", '@', -1), ':', 2)`;
