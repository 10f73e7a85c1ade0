import { atEnd } from '#model/filter/change-condition.ts';
import type { End } from '#model/filter/change-condition.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { FilterValueCode } from '#model/filter/lowering/filter-value-error.ts';
import type { Filter, FilterValue, Operator } from '#model/filter/filter.ts';
import { match, pattern } from '#model/filter/filter.ts';
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
  /** Values separated by commas, in quotes where a comma belongs to them; `*` stands for any text. */
  readonly values: string;
};

/** Why a form makes no condition. */
export type BuildProblem = {
  readonly code: FilterValueCode | 'missing-value';
  readonly suggestion?: string | undefined;
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
  if (read.length === 0) {
    return err({ code: 'missing-value' });
  }
  const condition = { kind: 'match', field: definition.id, op: comparison, values: read } as const;
  const checked = resolveMatch(condition);
  return checked.ok ? ok(placed(condition, end)) : err(checked.error);
}

function placed(condition: Filter, end: End): Filter {
  return atEnd(condition, end) ?? condition;
}

function readValues(text: string): readonly FilterValue[] {
  const parts = text.match(/\s*(?:"[^"]*"|[^,])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, quoted] = /^"([^"]*)"$/.exec(part) ?? [];
      return quoted === undefined ? pattern(part) : { kind: 'text', text: quoted };
    });
}
