import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** Where in a file something stands: keys, and indices of lists. */
export type YamlPath = readonly (string | number)[];

/** A YAML text that was read. */
export type YamlSource = {
  /** Keys whose value is `null` are left out: a key with nothing after it says nothing. */
  readonly value: unknown;
  /** The line on which something stands, from 1; of the nearest thing around it that is there. */
  readonly lineOf: (path: YamlPath) => number | undefined;
};

/** Reads YAML of one document; the error says where it is broken. */
export function readYaml(text: string): Result<YamlSource, string> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    return err(broken.message.trim());
  }
  let value: unknown;
  try {
    value = withoutNulls(document.toJS());
  } catch (error) {
    // Aliases that blow up.
    return err(error instanceof Error ? error.message : String(error));
  }
  const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
  const lineOf = (path: YamlPath): number | undefined => {
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        offset = startOf(pair?.key) ?? offset;
        node = pair?.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
        offset = startOf(node) ?? offset;
      }
    }
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  return ok({ value, lineOf });
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]: [string, unknown]) =>
      held === null ? [] : [[key, withoutNulls(held)]],
    ),
  );
}
