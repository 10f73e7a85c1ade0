import type { Static } from 'typebox';
import { Array as ArrayOf, Object as ObjectOf, String as Text } from 'typebox';
import { Check } from 'typebox/schema';

/** Far more columns than there are: a bound for what is read, not for users. */
const MAX_COLUMNS = 500;

const StoredChoice = ObjectOf({ shown: ArrayOf(Text()), known: ArrayOf(Text()) });

/**
 * The columns that a user chose, by id.
 *
 * `known` holds those that were shown by default at that time: one that a later version shows by default and
 * that is not among them was never hidden by the user, and is shown.
 */
export type ColumnChoice = {
  /** In the order in which they are shown; never empty. */
  readonly shown: readonly string[];
  readonly known: readonly string[];
};

/** A stored choice; `undefined` when it cannot be read or shows nothing. Which ids exist is not known here. */
export function decodeColumnChoice(stored: unknown): ColumnChoice | undefined {
  if (!Check(StoredChoice, stored)) {
    return undefined;
  }
  const { shown, known }: Static<typeof StoredChoice> = stored;
  const choice = { shown: distinct(shown), known: distinct(known) };
  return choice.shown.length === 0 ? undefined : choice;
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].slice(0, MAX_COLUMNS);
}
