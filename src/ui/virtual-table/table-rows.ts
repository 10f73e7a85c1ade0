/** A line of the table: an item, or what an item opens to, which stands right below it. */
export type TableRow = {
  /** Unique in the table. */
  readonly key: string;
  readonly kind: 'item' | 'detail';
  /** Of the item in `items`. */
  readonly itemIndex: number;
};

/** The lines of a table from top to bottom. */
export function tableRows(itemKeys: readonly string[], openKeys: ReadonlySet<string>): readonly TableRow[] {
  return itemKeys.flatMap((key, itemIndex): readonly TableRow[] =>
    openKeys.has(key)
      ? [
          { key, kind: 'item', itemIndex },
          { key: detailKey(key), kind: 'detail', itemIndex },
        ]
      : [{ key, kind: 'item', itemIndex }],
  );
}

/** The key of the line below an item; no item's key has a line break. */
export function detailKey(itemKey: string): string {
  return `${itemKey}\n`;
}
