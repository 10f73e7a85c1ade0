import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { FilterValue, Operator } from '#model/filter/filter.ts';
import { isNumeric } from '#model/filter/lowering/resolve-match.ts';
import { parseIpRange } from '#model/net/ip.ts';

import { ipKeyOf } from '../keys/ip-key.ts';
import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';

/** How one value of a field is tested in SQL, by how it is stored. None is asked about a value that is not set. */
export type ValueTest = {
  readonly ofText: (element: Sql) => Sql;
  readonly ofNumber: (element: Sql) => Sql;
  /** Which texts of the dictionary pass: the one that is equal, or those of whose rows a condition holds. */
  readonly inDictionary: { readonly equal: string } | { readonly where: Sql };
};

const COMPARISONS = { '>': sql`>`, '>=': sql`>=`, '<': sql`<`, '<=': sql`<=` } as const;
type Comparison = keyof typeof COMPARISONS;

/** The test for a condition's value that is not `''`; `op` is a positive operator. */
export function valueTest(op: Operator, value: FilterValue, spec: FieldSpec | undefined): ValueTest {
  if (isComparison(op)) {
    return numberTest(COMPARISONS[op], value.kind === 'text' ? numberOf(value.text) : Number.NaN);
  }
  if (op === '~') {
    return containsTest(value);
  }
  if (value.kind === 'pattern') {
    const like = likePattern(value.pattern);
    return textTest((text) => isLike(text, like));
  }
  if (spec !== undefined && isNumeric(spec)) {
    return numberTest(sql`=`, numberOf(value.text));
  }
  return spec?.format === 'ip' ? addressTest(value.text) : equalTest(value.text);
}

function isComparison(op: Operator): op is Comparison {
  return Object.hasOwn(COMPARISONS, op);
}

function textTest(ofText: (text: Sql) => Sql): ValueTest {
  return {
    ofText,
    ofNumber: (number) => ofText(printedNumber(number)),
    inDictionary: { where: ofText(sql`text`) },
  };
}

function equalTest(wanted: string): ValueTest {
  return { ...textTest((text) => sql`(${text} = ${wanted})`), inDictionary: { equal: wanted } };
}

function containsTest(value: FilterValue): ValueTest {
  if (value.kind === 'pattern') {
    const like = `%${likePattern(value.pattern.toLowerCase())}%`;
    return textTest((text) => isLike(sql`lower(${text})`, like));
  }
  const wanted = value.text.toLowerCase();
  return textTest((text) => sql`contains(lower(${text}), ${wanted})`);
}

function numberTest(comparison: Sql, bound: number): ValueTest {
  if (Number.isNaN(bound)) {
    return textTest(() => sql`false`);
  }
  const ofText = (text: Sql) => sql`(${readNumber(text)} ${comparison} ${bound})`;
  return {
    ofText,
    ofNumber: (number) => sql`(${number} ${comparison} ${bound})`,
    inDictionary: { where: ofText(sql`text`) },
  };
}

function addressTest(text: string): ValueTest {
  const range = parseIpRange(text);
  const isSame = equalTest(text);
  if (range === undefined) {
    return isSame;
  }
  const first = ipKeyOf(range.version, range.first);
  const last = ipKeyOf(range.version, range.last);
  return {
    ...isSame,
    inDictionary: { where: sql`"ip key" between ${first} and ${last}` },
  };
}

/** Empty text is a field that is not set, which no pattern fits. */
function isLike(text: Sql, like: string): Sql {
  return sql`(${text} <> '' and ${text} like ${like} escape '\\')`;
}

/** A pattern of `*` as one of `like`, in which `\` escapes. */
function likePattern(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%');
}

/** A number as JavaScript prints it: whole numbers without a fraction. */
export function printedNumber(number: Sql): Sql {
  return sql`(case when ${number} = trunc(${number}) and abs(${number}) < 1e15
    then cast(cast(${number} as bigint) as varchar) else cast(${number} as varchar) end)`;
}

/** Text as the number it is, NULL when it is none. Plain decimal notation alone counts. */
export function readNumber(text: Sql): Sql {
  return sql`(case when regexp_full_match(trim(${text}), '[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?')
    then try_cast(trim(${text}) as double) end)`;
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
