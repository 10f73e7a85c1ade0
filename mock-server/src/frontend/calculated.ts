import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** What the value of a calculated column is made of. */
export type Ingredients = {
  readonly fields: readonly string[];
  /** Other columns, by id. */
  readonly columns: readonly string[];
};

/** The functions of the language, and how many arguments each takes; `concat` as many as one likes. */
const ARGUMENTS: Readonly<Record<string, number | undefined>> = {
  concat: undefined,
  kubeObject: 4,
  substract: 2,
  multiply: 2,
};

const COLUMN_PREFIX = 'column.';
const TOKEN = /\s*(?:(?<literal>'[^']*'|\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<mark>[[\](),]))/y;
type Token = { readonly kind: 'literal' | 'name' | 'mark'; readonly text: string };

/**
 * Reads the `calculated` of a column, in NetObserv's small language, for what it speaks of.
 *
 * `[a,b]` is a list, `concat`, `kubeObject(kind,namespace,name,1)`, `substract` (so spelt) and `multiply` are
 * functions; ` or ` stands between what is tried one after the other. Arguments are fields, `column.` and the id of
 * a column, numbers, and text in single quotes. The error says what is wrong.
 */
export function parseCalculated(text: string): Result<Ingredients, string> {
  const tokens = tokenize(text);
  if (!tokens.ok) {
    return tokens;
  }
  const operands: string[] = [];
  const problem = new Reader(tokens.value, operands).read();
  if (problem !== undefined) {
    return err(problem);
  }
  const isColumn = (operand: string) => operand.startsWith(COLUMN_PREFIX);
  return ok({
    fields: operands.filter((operand) => !isColumn(operand)),
    columns: operands.filter(isColumn).map((operand) => operand.slice(COLUMN_PREFIX.length)),
  });
}

function tokenize(text: string): Result<readonly Token[], string> {
  const trimmed = text.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(trimmed)?.groups ?? {};
    const [found] = (['literal', 'name', 'mark'] as const).flatMap((kind) => {
      const part = groups[kind];
      return part === undefined ? [] : [{ kind, text: part }];
    });
    if (found === undefined) {
      return err(`cannot be read from ${JSON.stringify(trimmed.slice(from).trimStart())} on`);
    }
    tokens.push(found);
  }
  return ok(tokens);
}

/** Walks through the tokens and notes the names of what is spoken of; each method returns what is wrong. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #operands: string[];
  #at = 0;

  constructor(tokens: readonly Token[], operands: string[]) {
    this.#tokens = tokens;
    this.#operands = operands;
  }

  read(): string | undefined {
    for (;;) {
      const problem = this.#alternative();
      if (problem !== undefined || this.#at === this.#tokens.length) {
        return problem;
      }
      if (this.#next()?.text !== 'or') {
        return 'must have " or " between what is tried one after the other';
      }
    }
  }

  #alternative(): string | undefined {
    const first = this.#next();
    if (first?.text === '[') {
      return typeof this.#list(']') === 'number' ? undefined : 'must end its list with ]';
    }
    const name = first?.text ?? '';
    if (first?.kind !== 'name' || !Object.hasOwn(ARGUMENTS, name)) {
      return `must begin with a list or one of ${Object.keys(ARGUMENTS).join(', ')}, not ${JSON.stringify(name)}`;
    }
    const count = this.#next()?.text === '(' ? this.#list(')') : undefined;
    const wanted = ARGUMENTS[name];
    if (count === undefined) {
      return `must have arguments in brackets after ${name}`;
    }
    return wanted === undefined || count === wanted
      ? undefined
      : `must give ${name} ${wanted} arguments, not ${count}`;
  }

  /** How many arguments there are before the closing bracket; `undefined` when it is no list. */
  #list(close: string): number | undefined {
    for (let count = 1; ; count += 1) {
      const operand = this.#next();
      if (operand === undefined || operand.kind === 'mark') {
        return undefined;
      }
      if (operand.kind === 'name') {
        this.#operands.push(operand.text);
      }
      const mark = this.#next()?.text;
      if (mark !== ',') {
        return mark === close ? count : undefined;
      }
    }
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }
}
