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

/** A column that can be shown. */
export type ColumnOffer = {
  readonly id: string;
  /** Translated; reads alone: "Source port". */
  readonly label: string;
  /** Translated: with what it belongs together, where it is one of many. */
  readonly group?: string | undefined;
  /** Translated. */
  readonly description?: string | undefined;
  /** Shown until somebody chooses. */
  readonly isDefault: boolean;
};

/** What of a `ColumnOffer` tells which columns there are. */
type Offered = Pick<ColumnOffer, 'id' | 'isDefault'>;

/**
 * The ids of the columns that are shown, in their order; never empty.
 *
 * Those that are chosen, as far as they are offered, and those that are shown by default only since: each after
 * the one that it follows by default.
 */
export function shownColumns(
  offers: readonly Offered[],
  choice: ColumnChoice | undefined,
): readonly string[] {
  const defaults = defaultColumns(offers);
  if (choice === undefined) {
    return defaults;
  }
  const offered = new Set(offers.map(({ id }) => id));
  const shown = choice.shown.filter((id) => offered.has(id));
  if (shown.length === 0) {
    return defaults;
  }
  for (const [index, id] of defaults.entries()) {
    if (!choice.known.includes(id) && !shown.includes(id)) {
      const before = defaults.slice(0, index).findLast((other) => shown.includes(other));
      shown.splice(before === undefined ? 0 : shown.indexOf(before) + 1, 0, id);
    }
  }
  return shown;
}

/**
 * What is to be kept when a user wants these columns: nothing when it is those that are shown by default.
 *
 * What the choice before says of columns that are not offered now stays: nobody was asked about them. One that
 * was shown comes after the one that it followed, and one that was hidden is hidden when it is offered again.
 */
export function chooseColumns(
  offers: readonly Offered[],
  shown: readonly string[],
  before: ColumnChoice | undefined,
): ColumnChoice | undefined {
  const defaults = defaultColumns(offers);
  const offered = new Set(offers.map(({ id }) => id));
  const absent = before?.known.filter((id) => !offered.has(id)) ?? [];
  const choice = { shown: withAbsent(shown, before?.shown ?? [], offered), known: [...defaults, ...absent] };
  const isDefault = isSameOrder(choice.shown, defaults) && absent.length === 0;
  return isDefault ? undefined : choice;
}

/** The columns with those of before that are not offered, each after what it followed, or first. */
function withAbsent(
  shown: readonly string[],
  before: readonly string[],
  offered: ReadonlySet<string>,
): readonly string[] {
  const placed = [...shown];
  for (const [index, id] of before.entries()) {
    if (!offered.has(id)) {
      const followed = before.slice(0, index).findLast((other) => placed.includes(other));
      placed.splice(followed === undefined ? 0 : placed.indexOf(followed) + 1, 0, id);
    }
  }
  return placed;
}

function isSameOrder(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, index) => id === others[index]);
}

/** The ids of the columns that are shown until somebody chooses. */
export function defaultColumns(offers: readonly Offered[]): readonly string[] {
  return offers.filter(({ isDefault }) => isDefault).map(({ id }) => id);
}

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
