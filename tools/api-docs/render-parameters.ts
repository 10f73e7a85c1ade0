import type { Operation, Parameter } from '../../mock-server/src/http/openapi/document.ts';

/** What so many operations take is said once. */
const SHARED_BY = 4;
/** Bounds beyond it bound nothing that anybody asks for. */
const TELLING_BOUND = 1e9;

type JsonSchema = Readonly<Record<string, unknown>>;

/** Parameters that mean the same in several operations that take filters, each once. */
export function sharedParameters(operations: readonly Operation[]): readonly Parameter[] {
  const all = operations.flatMap(({ parameters = [] }) =>
    parameters.some(({ name }) => name === 'filters') ? parameters : [],
  );
  const isFirst = (parameter: Parameter, index: number) => all.findIndex(isSame(parameter)) === index;
  return all.filter(
    (parameter, index) => all.filter(isSame(parameter)).length >= SHARED_BY && isFirst(parameter, index),
  );
}

function isSame(parameter: Parameter): (other: Parameter) => boolean {
  return (other) => JSON.stringify(other) === JSON.stringify(parameter);
}

/** The parameters of an operation: those that it shares by name, the others with their meaning. */
export function renderOwnParameters(parameters: readonly Parameter[], shared: readonly Parameter[]): string {
  const isShared = (parameter: Parameter) => shared.some(isSame(parameter));
  const names = parameters.filter(isShared).map(({ name }) => `\`${name}\``);
  const own = parameters.filter((parameter) => !isShared(parameter));
  return [
    ...(names.length === 0 ? [] : [`Takes ${names.join(', ')} as all [queries](#queries).`]),
    ...(own.length === 0 ? [] : [renderParameters(own)]),
  ].join('\n\n');
}

/** Parameters as a list: name, type, default, meaning. */
export function renderParameters(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, required, schema, description = '' }) =>
      renderItem({ name, schema, description, isRequired: required === true }),
    )
    .join('\n');
}

/** The keys of a body. */
export function renderBody({ requestBody }: Operation): string {
  const schema = requestBody?.content['application/json']?.schema ?? {};
  const needed: unknown = schema['required'];
  const items = Object.entries(objectOf(schema['properties'])).map(([name, property]) =>
    renderItem({
      name,
      schema: objectOf(property),
      description: textOf(objectOf(property)['description']),
      isRequired: Array.isArray(needed) && needed.includes(name),
    }),
  );
  return items.length === 0 ? '' : ['In the body, as JSON:', '', ...items].join('\n');
}

type Item = {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly description: string;
  readonly isRequired: boolean;
};

function renderItem({ name, schema, description, isRequired }: Item): string {
  const facts = [
    typeOf(schema),
    ...('default' in schema ? [`default \`${String(schema['default'])}\``] : []),
    ...(isRequired ? ['required'] : []),
  ];
  return `- \`${name}\` (${facts.join('; ')})${description === '' ? '' : `: ${description}`}`;
}

function typeOf(schema: JsonSchema): string {
  const { type, enum: words, minimum, maximum, items } = schema;
  if (Array.isArray(words)) {
    return words.map((word) => `\`${String(word)}\``).join(', ');
  }
  if (type === 'array') {
    return `list of ${typeOf(objectOf(items))}s`;
  }
  const from = typeof minimum === 'number' ? ` from ${minimum}` : '';
  const to = typeof maximum === 'number' && maximum < TELLING_BOUND ? ` to ${maximum}` : '';
  return `${type === 'string' ? 'text' : String(type)}${from}${to}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
