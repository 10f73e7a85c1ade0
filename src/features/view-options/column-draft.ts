import type { ColumnOffer } from '../../state/preferences/column-choice.ts';

/** What a user makes of the columns before it is saved: all of them in a list, those that are shown ticked. */
export type ColumnDraft = {
  /** Every column that is offered, once. */
  readonly order: readonly string[];
  /** Never empty. */
  readonly shown: ReadonlySet<string>;
};

/** A draft that begins with the shown columns in their order; the others follow as they are offered. */
export function startDraft(
  offers: readonly Pick<ColumnOffer, 'id'>[],
  shown: readonly string[],
): ColumnDraft {
  const others = offers.map(({ id }) => id).filter((id) => !shown.includes(id));
  return { order: [...shown, ...others], shown: new Set(shown) };
}

/** Shows a column that is hidden, hides one that is shown; the last one stays. Its place in the list stays. */
export function toggleColumn(draft: ColumnDraft, id: string): ColumnDraft {
  const shown = new Set(draft.shown);
  if (!shown.delete(id)) {
    shown.add(id);
  }
  return shown.size === 0 ? draft : { ...draft, shown };
}

/** Moves a shown column before the shown one before it (-1), or after the one after it (1), past hidden ones. */
export function moveColumn(draft: ColumnDraft, id: string, by: -1 | 1): ColumnDraft {
  const shown = draftedColumns(draft);
  const place = shown.indexOf(id);
  const neighbour = place < 0 ? undefined : shown[place + by];
  if (neighbour === undefined) {
    return draft;
  }
  const order = draft.order.filter((other) => other !== id);
  order.splice(order.indexOf(neighbour) + (by < 0 ? 0 : 1), 0, id);
  return { ...draft, order };
}

/** The columns that are shown, in their order. */
export function draftedColumns({ order, shown }: ColumnDraft): readonly string[] {
  return order.filter((id) => shown.has(id));
}

/** Whether a column is meant by what was typed: words of its name or of its group. */
export function isFound({ label, group }: ColumnOffer, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/);
  const text = [label, group].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
