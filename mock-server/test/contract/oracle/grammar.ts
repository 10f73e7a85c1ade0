/** One value of a condition as it was written. */
export type WrittenValue = {
  readonly text: string;
  readonly isQuoted: boolean;
  /** It has a star that nothing marks as literal. */
  readonly isPattern: boolean;
};

/** `Field op value,value`; `isComplement` when a `!` stands before it. */
export type Condition = {
  readonly field: string;
  readonly op: string;
  readonly values: readonly WrittenValue[];
  readonly isComplement: boolean;
};

/** Any of these, each all of its conditions. */
export type Groups = readonly (readonly Condition[])[];

/**
 * Reads the grammar of the backend's `filters`, decoded, in the most direct way. Throws at anything else.
 *
 * It is the oracle's own reading of the reference (section 3.2 and the quotes and escapes that are ours) and shares
 * nothing with the server.
 */
export function readGroups(text: string): Groups {
  const reader = { text, at: 0 };
  const groups: Condition[][] = [[]];
  if (text.trim() === '') {
    return [];
  }
  for (;;) {
    groups.at(-1)?.push(readCondition(reader));
    const separator = text.charAt(reader.at);
    reader.at += 1;
    if (separator === '') {
      return groups;
    }
    if (separator === '|') {
      groups.push([]);
    } else if (separator !== '&') {
      throw new Error(`${separator} at ${reader.at} of ${text}`);
    }
  }
}

type Reader = { readonly text: string; at: number };

function readCondition(reader: Reader): Condition {
  const isComplement = take(reader, /!/y) !== '';
  const isQuotedName = reader.text[reader.at] === '"';
  const field = isQuotedName ? readQuoted(reader).text : take(reader, /[\w.]+/y);
  const op = take(reader, /!=|!~|>=|<=|[=~><]/y);
  const values: WrittenValue[] = [];
  do {
    values.push(reader.text[reader.at] === '"' ? readQuoted(reader) : readBare(reader));
  } while (take(reader, /,/y) !== '');
  if (field === '' || op === '') {
    throw new Error(`no condition before ${reader.at} of ${reader.text}`);
  }
  return { field, op, values, isComplement };
}

function readQuoted(reader: Reader): WrittenValue {
  const quoted = take(reader, /"(?:\\["\\*]|[^"])*?"/sy).slice(1, -1);
  const text = quoted.replaceAll(/\\(["\\*])/g, '$1');
  const isPattern = quoted.replaceAll(/\\["\\*]/g, '').includes('*');
  return { text, isQuoted: true, isPattern };
}

function readBare(reader: Reader): WrittenValue {
  const bare = take(reader, /(?:\\[\s\\"*,()&|=<>!~;]|[^,&|"])+/sy);
  const text = bare.replaceAll(/\\([\s\\"*,()&|=<>!~;])/g, '$1');
  const isPattern = bare.replaceAll(/\\[\s\\"*,()&|=<>!~;]/g, '').includes('*');
  return { text, isQuoted: false, isPattern };
}

function take(reader: Reader, expression: RegExp): string {
  expression.lastIndex = reader.at;
  const [taken = ''] = expression.exec(reader.text) ?? [];
  reader.at += taken.length;
  return taken;
}
