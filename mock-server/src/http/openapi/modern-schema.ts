/**
 * A schema in the words of JSON Schema 2020-12, which OpenAPI 3.1 has.
 *
 * What is said otherwise by the schema library: tuples (`items` with a list), and closed sets of words (a choice
 * between schemas of one word each).
 */
export function modernSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(modernSchema);
  }
  if (!isObject(schema)) {
    return schema;
  }
  const modern = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, modernSchema(value)]));
  return asWords(asTuple(modern));
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asTuple(schema: JsonObject): JsonObject {
  const { items, additionalItems, ...rest } = schema;
  return Array.isArray(items)
    ? { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) }
    : schema;
}

function asWords(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) {
    return schema;
  }
  const words = anyOf.flatMap((choice: unknown) => wordsOf(choice) ?? [undefined]);
  return words.includes(undefined) ? schema : { ...rest, type: 'string', enum: words };
}

function wordsOf(schema: unknown): readonly unknown[] | undefined {
  return isObject(schema) && schema['type'] === 'string' && Array.isArray(schema['enum'])
    ? schema['enum']
    : undefined;
}
