import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** Thrown while a pattern is read, and caught where reading begins. */
class BadPattern extends Error {}

/** What stands before a place in a pattern, which decides whether `*` may follow. */
type Before = 'nothing' | 'atom' | 'repetition';

/** A part of the translated pattern: something that is there once, `.*`, or anything else. */
type Piece = { readonly kind: 'once' | 'anything' | 'other'; readonly text: string };

const COUNT = /^\{\d+(?:,\d*)?\}/;
const FLAGS = /^\(\?(?<off>-?)(?<flag>[is])(?<end>[:)])/;

/**
 * Compiles a pattern in the syntax of Go's `regexp` (RE2) to one of JavaScript; the error is Go's.
 *
 * As far as the patterns go that NetObserv's backend makes: literals, `.`, classes of characters and ranges, groups,
 * alternatives, repetitions, escapes of single characters, and `(?i)`, which holds to the end of its group, in the
 * alternatives after it, too. Case is folded in ASCII and not in classes. `.` stands for any character, `^` and `$`
 * for the ends of the text: a line of JSON and the value of a label have no line breaks that would tell a difference.
 */
export function compileGoRegexp(pattern: string): Result<RegExp, string> {
  try {
    return ok(new RegExp(withoutRetries(new Reader(pattern).translate()), 's'));
  } catch (error) {
    // What JavaScript does not know is of no pattern that the backend makes.
    if (error instanceof BadPattern || error instanceof SyntaxError) {
      return err(`error parsing regexp: ${error.message}`);
    }
    throw error;
  }
}

/** The same for a pattern that has to match the whole of a text, as those of labels do. */
export function compileWholeGoRegexp(pattern: string): Result<RegExp, string> {
  const compiled = compileGoRegexp(pattern);
  return compiled.ok ? ok(new RegExp(`^(?:${compiled.value.source})$`, 's')) : compiled;
}

/**
 * The text of a pattern in which nothing is tried in vain that stands between two `.*`: its first occurrence will do.
 *
 * RE2 takes a time that grows with the text, whatever the pattern is. Without this, a value with some asterisks would
 * take one that grows with a power of it.
 */
function withoutRetries(pieces: readonly Piece[]): string {
  let text = '';
  let at = 0;
  while (at < pieces.length) {
    const run = runAfter(pieces, at);
    const piece = pieces[at];
    // JavaScript has no atomic groups: what a lookahead found is not looked for again.
    text += run === undefined ? (piece?.text ?? '') : `(?=(?<run${at}>.*?${run.text}))\\k<run${at}>`;
    at = run === undefined ? at + 1 : run.end;
  }
  return text;
}

/** What stands between the `.*` at a place and the next one, if it is all there once. */
function runAfter(
  pieces: readonly Piece[],
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  if (pieces[start]?.kind !== 'anything') {
    return undefined;
  }
  const length = pieces.slice(start + 1).findIndex(({ kind }) => kind !== 'once');
  const end = start + 1 + length;
  return length >= 0 && pieces[end]?.kind === 'anything'
    ? { text: textOf(pieces.slice(start + 1, end)), end }
    : undefined;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

class Reader {
  readonly #pattern: string;
  #at = 0;
  #before: Before = 'nothing';
  #repetitionAt = 0;
  /** Whether case is ignored in each group that is open, outermost first; the last one is where we are. */
  #ignoresCase = [false];

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): readonly Piece[] {
    const pieces: Piece[] = [];
    while (this.#at < this.#pattern.length) {
      const text = this.#next();
      const repeated = this.#before === 'repetition' ? pieces.pop() : undefined;
      const whole = `${repeated?.text ?? ''}${text}`;
      pieces.push({ kind: this.#kindOf(text, whole), text: whole });
    }
    if (this.#ignoresCase.length > 1) {
      throw new BadPattern(`missing closing ): \`${this.#pattern}\``);
    }
    return pieces;
  }

  #kindOf(text: string, whole: string): Piece['kind'] {
    return whole === '.*' ? 'anything' : this.#before === 'atom' && text !== ')' ? 'once' : 'other';
  }

  /** Translates what comes next: an atom, a repetition of the one before it, or what stands between them. */
  #next(): string {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#open();
      case ')':
        return this.#close();
      case '|':
        this.#before = 'nothing';
        return '|';
      case '[':
        return this.#atom(this.#class());
      case '*':
      case '+':
      case '?':
        return this.#repeat(character);
      case '{':
        return this.#count();
      case '\\':
        return this.#atom(this.#escape());
      case '^':
      case '$':
        return this.#atom(`(?:${character})`);
      case '.':
        return this.#atom('.');
      default:
        return this.#atom(this.#literal(character));
    }
  }

  #take(): string {
    const character = this.#pattern.charAt(this.#at);
    this.#at += 1;
    return character;
  }

  #atom(translated: string): string {
    this.#before = 'atom';
    return translated;
  }

  #literal(character: string): string {
    const isFolded = this.#ignoresCase.at(-1) === true && /[A-Za-z]/.test(character);
    return isFolded ? `[${character.toLowerCase()}${character.toUpperCase()}]` : escapedLiteral(character);
  }

  #open(): string {
    this.#before = 'nothing';
    const rest = this.#pattern.slice(this.#at - 1);
    const { off, flag, end } = FLAGS.exec(rest)?.groups ?? {};
    const isIgnored = flag === 'i' ? off === '' : this.#ignoresCase.at(-1) === true;
    if (end === ')') {
      this.#at += off === '' ? 3 : 4;
      this.#ignoresCase[this.#ignoresCase.length - 1] = isIgnored;
      return '';
    }
    if (end === undefined && rest.startsWith('(?') && !rest.startsWith('(?:')) {
      throw new BadPattern(`invalid or unsupported Perl syntax: \`${rest.slice(0, 3)}\``);
    }
    this.#at += end === ':' ? (off === '' ? 3 : 4) : rest.startsWith('(?:') ? 2 : 0;
    this.#ignoresCase.push(isIgnored);
    return '(?:';
  }

  #close(): string {
    if (this.#ignoresCase.length === 1) {
      throw new BadPattern(`unexpected ): \`${this.#pattern}\``);
    }
    this.#ignoresCase.pop();
    return this.#atom(')');
  }

  #repeat(operator: string): string {
    const start = this.#at - operator.length;
    if (this.#before === 'nothing') {
      throw new BadPattern(`missing argument to repetition operator: \`${operator}\``);
    }
    if (this.#before === 'repetition') {
      throw new BadPattern(
        `invalid nested repetition operator: \`${this.#pattern.slice(this.#repetitionAt, this.#at)}\``,
      );
    }
    this.#before = 'repetition';
    this.#repetitionAt = start;
    const isLazy = this.#pattern.charAt(this.#at) === '?';
    this.#at += Number(isLazy);
    return isLazy ? `${operator}?` : operator;
  }

  /** Braces that are no count are themselves. */
  #count(): string {
    const [count] = COUNT.exec(this.#pattern.slice(this.#at - 1)) ?? [];
    if (count === undefined) {
      return this.#atom('\\{');
    }
    this.#at += count.length - 1;
    return this.#repeat(count);
  }

  #escape(): string {
    if (this.#at === this.#pattern.length) {
      throw new BadPattern('trailing backslash at end of expression: ``');
    }
    return `\\${this.#take()}`;
  }

  #class(): string {
    const start = this.#at - 1;
    const isNegated = this.#pattern.charAt(this.#at) === '^';
    this.#at += Number(isNegated);
    let members = '';
    // A bracket that comes first is itself.
    for (let isFirst = true; isFirst || this.#pattern.charAt(this.#at) !== ']'; isFirst = false) {
      members += this.#member(start);
    }
    this.#at += 1;
    return `[${isNegated ? '^' : ''}${members}]`;
  }

  #member(classStart: number): string {
    const first = this.#classCharacter(classStart);
    const isRange = this.#pattern.charAt(this.#at) === '-' && this.#pattern.charAt(this.#at + 1) !== ']';
    if (!isRange) {
      return first;
    }
    this.#at += 1;
    const last = this.#classCharacter(classStart);
    if (last.replace('\\', '') < first.replace('\\', '')) {
      throw new BadPattern(`invalid character class range: \`${bare(first)}-${bare(last)}\``);
    }
    return `${first}-${last}`;
  }

  #classCharacter(classStart: number): string {
    if (this.#at >= this.#pattern.length) {
      throw new BadPattern(`missing closing ]: \`${this.#pattern.slice(classStart)}\``);
    }
    const character = this.#take();
    return character === '\\' ? this.#escape() : escapedMember(character);
  }
}

function escapedLiteral(character: string): string {
  return /[\]}]/.test(character) ? `\\${character}` : character;
}

function escapedMember(character: string): string {
  return /[[\]^\-\\]/.test(character) ? `\\${character}` : character;
}

function bare(member: string): string {
  return member.replace(/^\\(?=.)/, '');
}
