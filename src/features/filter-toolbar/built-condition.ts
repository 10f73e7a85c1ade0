import { atEnd } from '#model/filter/change-condition.ts';
import type { End } from '#model/filter/change-condition.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { FilterValueCode } from '#model/filter/lowering/filter-value-error.ts';
import type { Filter, FilterValue, Operator } from '#model/filter/filter.ts';
import { match, pattern } from '#model/filter/filter.ts';
import type { ValueTextCode } from '#model/filter/language/value-text.ts';
import { readValue } from '#model/filter/language/value-text.ts';
import { resolveMatch } from '#model/filter/lowering/resolve-match.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** Comparisons of a form: the operators, and whether there is a value at all. */
export type Comparison = Operator | 'set' | 'unset';

/** What a form for one condition holds. */
export type BuiltCondition = {
  readonly definition: FilterDefinition;
  /** For fields that both ends have. */
  readonly end: End;
  readonly comparison: Comparison;
  /** Values separated by commas, in quotes as the filter box has them where they hold commas or quotes; `\*` is a star. */
  readonly values: string;
};

/** Why a form makes no condition. */
export type BuildProblem = {
  readonly code: FilterValueCode | ValueTextCode;
  readonly suggestion?: string | undefined;
  /** The values that there are, where a set is closed. */
  readonly allowed?: readonly string[] | undefined;
};

/** The condition that a form says. */
export function buildCondition({
  definition,
  end,
  comparison,
  values,
}: BuiltCondition): Result<Filter, BuildProblem> {
  if (comparison === 'set' || comparison === 'unset') {
    return ok(placed(match(definition.id, comparison === 'set' ? '!=' : '=', ''), end));
  }
  const read = readValues(values);
  if (!read.ok) {
    return read;
  }
  if (read.value.length === 0) {
    return err({ code: 'missing-value' });
  }
  const condition = { kind: 'match', field: definition.id, op: comparison, values: read.value } as const;
  const checked = resolveMatch(condition);
  return checked.ok ? ok(placed(condition, end)) : err(checked.error);
}

function placed(condition: Filter, end: End): Filter {
  return atEnd(condition, end) ?? condition;
}

/** Quoted values are those of the filter box; bare ones go up to the next comma, as they are but for their stars. */
function readValues(text: string): Result<readonly FilterValue[], BuildProblem> {
  const values: FilterValue[] = [];
  let offset = 0;
  while (offset < text.length) {
    offset += lengthOf(/^\s*/, text, offset);
    const bareEnd = offset + lengthOf(/^[^,]*/, text, offset);
    if (text[offset] === '"') {
      const read = readValue(text, offset, isComma);
      if ('code' in read) {
        return err({ code: read.code });
      }
      values.push(read.value);
      offset = read.end + lengthOf(/^\s*/, text, read.end);
    } else {
      const bare = text.slice(offset, bareEnd).trim();
      const value = bareValue(bare);
      if (value === undefined) {
        return err({ code: 'star-in-pattern' });
      }
      values.push(...(bare === '' ? [] : [value]));
      offset = bareEnd;
    }
    if (offset < text.length && !isComma(text.charAt(offset))) {
      return err({ code: 'unexpected-quote' });
    }
    offset += 1;
  }
  return ok(values);
}

/** `*` is any text and `\*` a star, as in quotes; `undefined` where a text has both. */
function bareValue(bare: string): FilterValue | undefined {
  const text = bare.replaceAll('\\*', '*');
  if (text === bare) {
    return pattern(bare);
  }
  return bare.replaceAll('\\*', '').includes('*') ? undefined : { kind: 'text', text };
}

function isComma(character: string): boolean {
  return character === ',';
}

/** How much of a text fits from an offset on. */
function lengthOf(fitting: RegExp, text: string, offset: number): number {
  return fitting.exec(text.slice(offset))?.[0].length ?? 0;
}
