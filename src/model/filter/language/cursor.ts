import type { Result } from '../../lib/result.ts';
import { err } from '../../lib/result.ts';
import type { FilterSyntaxCode } from './filter-syntax-error.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';

export const SPACE = /\s*/y;

/** What a refusal says besides where and why. */
type RefusalDetails = {
  readonly field?: string;
  readonly suggestion?: string | undefined;
  readonly allowed?: readonly string[] | undefined;
};

/** A place in a text that is being parsed. */
export class Cursor {
  readonly text: string;
  offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  isNext(character: string): boolean {
    return this.text[this.offset] === character;
  }

  /** Takes what a sticky expression matches here; empty text when it does not. */
  read(expression: RegExp): string {
    const found = this.peek(expression);
    this.offset += found.length;
    return found;
  }

  /** What a sticky expression matches here. */
  peek(expression: RegExp): string {
    expression.lastIndex = this.offset;
    return expression.exec(this.text)?.[0] ?? '';
  }

  /** The error that the text from the current offset to `end` is wrong. */
  refuse(
    code: FilterSyntaxCode,
    end: number = this.offset,
    more: RefusalDetails = {},
  ): Result<never, FilterSyntaxError> {
    const { offset } = this;
    return err(new FilterSyntaxError({ code, offset, found: this.text.slice(offset, end), ...more }));
  }

  /** The error that a part of the text is wrong. */
  refuseAt(
    [start, end]: readonly [start: number, end: number],
    code: FilterSyntaxCode,
    more: RefusalDetails = {},
  ): Result<never, FilterSyntaxError> {
    this.offset = start;
    return this.refuse(code, end, more);
  }
}
