import type {
  OpenApiDocument,
  Operation,
  Parameter,
  PlacedOperation,
} from '../../mock-server/src/http/openapi/document.ts';
import { operationsOf } from '../../mock-server/src/http/openapi/document.ts';
import type { Answer } from './example-server.ts';
import { DIFFERENCES } from './differences.ts';
import type { Example } from './examples.ts';
import { renderBody, renderOwnParameters, renderParameters, sharedParameters } from './render-parameters.ts';
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
  const shared = sharedParameters(operations.map(({ operation }) => operation));
  const sections = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return `## ${TITLES[name] ?? name}

${description}

${own.map((placed) => renderOperation(placed, shared, shown.get(placed.operation.operationId))).join('\n\n')}`;
  });
  return `# HTTP API

<!-- Written by \`npm run api-docs\` from the routes' schemas; a test asks each request and compares. -->

${document.info.description}

The same as OpenAPI 3.1: \`GET /api/openapi.json\`. All examples are asked of \`npm run start:mock -- --recording tour
--timeline recorded\`, those of the replay with \`--timeline live\`. Long answers are cut, which \`…\` marks.

${renderRefusals(document, refused)}

## Queries

Parameters that several operations share:

${renderParameters(shared)}

${renderDifferences()}

${sections.join('\n\n')}
`;
}

function renderDifferences(): string {
  const rows = DIFFERENCES.map(({ what, netobserv, here, why }) =>
    [what, netobserv, here, why].map((text) => ` ${cell(text)} `).join('|'),
  );
  return `## Where this server answers otherwise than NetObserv's, on purpose

A client of NetObserv's backend reads these answers as they are. A test asks for each of them.

| what | NetObserv's | here | why |
| --- | --- | --- | --- |
${rows.map((row) => `|${row}|`).join('\n')}`;
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

function renderOperation(
  { method, path, operation }: PlacedOperation,
  shared: readonly Parameter[],
  shown: Shown | undefined,
): string {
  const { summary = '', description = '', parameters = [] } = operation;
  return [
    `### \`${method} ${path}\``,
    `${summary}. ${description.replaceAll('\n', ' ')}`.trim(),
    renderOwnParameters(parameters, shared),
    renderBody(operation),
    renderStatuses(operation),
    shown === undefined ? '' : renderExample(method, shown),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderStatuses({ responses }: Operation): string {
  const refusals = Object.keys(responses).filter((status) => !status.startsWith('2'));
  return refusals.length === 0 ? '' : `Refused with ${refusals.join(', ')}.`;
}

function renderExample(method: string, { example, answer }: Shown): string {
  const { asks = '', url, body, form, lines, depth } = example;
  const how = method === 'GET' ? '' : `-X ${method} `;
  const sent =
    form !== undefined
      ? ` -d '${form}'`
      : body === undefined
        ? ''
        : ` -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
  const isJson = answer.type === 'application/json';
  const shownAnswer = isJson
    ? JSON.stringify(shortened(JSON.parse(answer.text), depth), undefined, 2)
    : shortenedText(answer.text, lines);
  return `**Example.** ${asks}

\`\`\`sh
curl ${how}'${ORIGIN}${url}'${sent}
\`\`\`

\`\`\`${isJson ? 'json' : 'text'}
${shownAnswer}
\`\`\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
