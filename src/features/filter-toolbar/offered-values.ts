import { filterDefinition } from '#model/filter/definitions.ts';
import type { KnownValue } from '#model/filter/filter-definition.ts';

/** A value that can be chosen, and what it stands for. */
export type OfferedValue = KnownValue;

/** Values as records have them, with their names: protocols by name, ports by number, as people say them. */
export function namedValues(field: string, values: readonly string[]): readonly OfferedValue[] {
  const definition = filterDefinition(field);
  if (definition?.values.kind !== 'known') {
    return values.map((value) => ({ value }));
  }
  const known = new Map(definition.values.values.map((one) => [one.description ?? one.value, one]));
  return values.map((value) => {
    const named = known.get(value);
    if (named === undefined) {
      return { value };
    }
    return field.endsWith('port') ? { value, description: named.value } : named;
  });
}

/** The values of both, the first ones first; each once, be it by name or by number. */
export function mergedValues(
  first: readonly OfferedValue[],
  second: readonly OfferedValue[],
): readonly OfferedValue[] {
  const taken = new Set(first.map(numberOf));
  return [...first, ...second.filter((value) => !taken.has(numberOf(value)))];
}

/** Those that contain what was typed, in their value or its name; the ones that begin with it first. */
export function matchingValues(values: readonly OfferedValue[], typed: string): readonly OfferedValue[] {
  const wanted = typed.toLowerCase();
  const textsOf = ({ value, description = '' }: OfferedValue) => [
    value.toLowerCase(),
    description.toLowerCase(),
  ];
  const begins = (value: OfferedValue) => textsOf(value).some((text) => text.startsWith(wanted));
  const found = values.filter((value) => textsOf(value).some((text) => text.includes(wanted)));
  return [...found.filter(begins), ...found.filter((value) => !begins(value))];
}

/** What tells values apart: the number where there is one, whichever of the two it is. */
function numberOf({ value, description }: OfferedValue): string {
  return description !== undefined && !/^\d+$/.test(value) ? description : value;
}
