import type {
  OpenApiDocument,
  Operation,
  Parameter,
  PlacedOperation,
} from '../../mock-server/src/http/openapi/document.ts';
import { operationsOf } from '../../mock-server/src/http/openapi/document.ts';
import type { Answer } from './example-server.ts';
import type { Example } from './examples.ts';
import { shortened, shortenedText } from './shorten.ts';

/** A request with what it was answered. */
export type Shown = { readonly example: Example; readonly answer: Answer };

const TITLES: Readonly<Record<string, string>> = {
  netobserv: "NetObserv's contract",
  ours: 'Beyond the contract',
  server: 'The server itself',
};

const ORIGIN = 'http://127.0.0.1:9001';

/** The document in Markdown, with an example of each operation. */
export function renderDocs(
  document: OpenApiDocument,
  shown: ReadonlyMap<string, Shown>,
  refused: Shown,
): string {
  const operations = operationsOf(document);
  const sections = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return `## ${TITLES[name] ?? name}

${description}

${own.map((placed) => renderOperation(placed, shown.get(placed.operation.operationId))).join('\n\n')}`;
  });
  return `# HTTP API

<!-- Written by \`npm run api-docs\` from the routes' schemas; a test asks each request and compares. -->

${document.info.description}

The same as OpenAPI 3.1: \`GET /api/openapi.json\`. All examples are asked of \`npm run start:mock -- --recording tour
--timeline recorded\`, those of the replay with \`--timeline live\`. Long answers are cut, which \`…\` marks.

${renderRefusals(document, refused)}

${sections.join('\n\n')}
`;
}

function renderRefusals(document: OpenApiDocument, refused: Shown): string {
  const statuses = new Map<string, string>();
  for (const { operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if ('$ref' in response) {
        const name = response.$ref.split('/').at(-1) ?? '';
        statuses.set(status, document.components.responses[name]?.description ?? '');
      }
    }
  }
  const rows = [...statuses].sort(([a], [b]) => Number(a) - Number(b));
  return `## Refusals

Whatever is refused is answered with a \`Problem\`: \`message\` is a sentence, \`code\` is stable, \`path\` says where it
is, \`hint\` what would do, \`allowed\` what could stand there.

| status | means |
| --- | --- |
${rows.map(([status, meaning]) => `| ${status} | ${cell(meaning)} |`).join('\n')}

${renderExample('GET', refused)}`;
}

function renderOperation({ method, path, operation }: PlacedOperation, shown: Shown | undefined): string {
  const { summary = '', description = '', parameters = [] } = operation;
  return [
    `### \`${method} ${path}\``,
    `${summary}. ${description.replaceAll('\n', ' ')}`.trim(),
    renderParameters(parameters),
    renderBody(operation),
    renderStatuses(operation),
    shown === undefined ? '' : renderExample(method, shown),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderParameters(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) {
    return '';
  }
  const rows = parameters.map(
    ({ name, required, schema, description = '' }) =>
      `| \`${name}\`${required === true ? ' (required)' : ''} | ${typeOf(schema)} | ${defaultOf(schema)} | ${cell(description)} |`,
  );
  return ['| parameter | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function renderBody({ requestBody }: Operation): string {
  const schema = requestBody?.content['application/json']?.schema;
  const properties = schema?.['properties'];
  if (typeof properties !== 'object' || properties === null) {
    return '';
  }
  const needed: unknown = schema?.['required'];
  const rows = Object.entries(properties).map(([name, property]: [string, unknown]) => {
    const known = objectOf(property);
    const isNeeded = Array.isArray(needed) && needed.includes(name);
    return `| \`${name}\`${isNeeded ? ' (required)' : ''} | ${typeOf(known)} | ${cell(String(known['description'] ?? ''))} |`;
  });
  return ['In the body, as JSON:', '', '| key | type | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function renderStatuses({ responses }: Operation): string {
  const refusals = Object.keys(responses).filter((status) => !status.startsWith('2'));
  return refusals.length === 0 ? '' : `Refused with ${refusals.join(', ')}.`;
}

function renderExample(method: string, { example, answer }: Shown): string {
  const { asks, url, body, lines } = example;
  const how = method === 'GET' ? '' : `-X ${method} `;
  const sent = body === undefined ? '' : ` -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
  const isJson = answer.type === 'application/json';
  const shownAnswer = isJson
    ? JSON.stringify(shortened(JSON.parse(answer.text)), undefined, 2)
    : shortenedText(answer.text, lines);
  return `${asks}

\`\`\`sh
curl ${how}'${ORIGIN}${url}'${sent}
\`\`\`

\`\`\`${isJson ? 'json' : 'text'}
${shownAnswer}
\`\`\``;
}

function typeOf(schema: Readonly<Record<string, unknown>>): string {
  const { type, enum: words, minimum, maximum, items } = schema;
  if (Array.isArray(words)) {
    return words.map((word) => `\`${String(word)}\``).join(', ');
  }
  if (type === 'array') {
    return `list of ${typeOf(objectOf(items))}`;
  }
  const from = minimum === undefined ? '' : ` from ${String(minimum)}`;
  const to = maximum === undefined ? '' : ` to ${String(maximum)}`;
  return `${type === 'string' ? 'text' : String(type)}${from}${to}`;
}

function defaultOf(schema: Readonly<Record<string, unknown>>): string {
  return 'default' in schema ? `\`${String(schema['default'])}\`` : '';
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
