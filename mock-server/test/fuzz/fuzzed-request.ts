import type { Operation, Parameter, PlacedOperation } from '../../src/http/openapi/document.ts';
import type { Chance } from './chance.ts';
import { jsonTextFor } from './json-texts.ts';
import { fittingText, wellFormed } from './fitting-values.ts';

/** A request as it is sent: the URL is percent-encoded, but not always well. */
export type FuzzedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the document says of it, where it says something. */
  readonly operation?: Operation;
};

/** What requests are made of. */
export type FuzzMaterial = {
  readonly operations: readonly PlacedOperation[];
  readonly hostile: readonly string[];
  /** Keys of conversations that there are. */
  readonly keys: readonly string[];
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const HEADERS = [
  'authorization',
  'accept',
  'accept-encoding',
  'origin',
  'content-type',
  'if-none-match',
  'range',
];
const STRANGERS = [
  'x',
  'cursor',
  'sort',
  'filters',
  'limit',
  'step',
  'groups',
  'namespace',
  'format',
  'fields',
];

/** Operations as often as they take something: one that takes nothing can hardly be asked wrongly. */
export function byWhatTheyTake(operations: readonly PlacedOperation[]): readonly PlacedOperation[] {
  return operations.flatMap((placed) => {
    const { parameters = [], requestBody } = placed.operation;
    const weight = 1 + 2 * parameters.length + (requestBody === undefined ? 0 : 10);
    return Array.from({ length: weight }, () => placed);
  });
}

/** A request to one of the operations, with parameters that fit, do not fit, are missing, or are there twice. */
export function fuzzedRequest(chance: Chance, material: FuzzMaterial): FuzzedRequest {
  const { path, method, operation } = chance.pick(material.operations);
  const isOther = chance.once(25);
  const askedMethod = isOther ? chance.pick(METHODS) : method;
  const url = `${pathOf(path, operation, chance, material)}${queryOf(operation, chance, material)}`;
  const schema = operation.requestBody?.content['application/json']?.schema;
  const hasBody = schema !== undefined ? !chance.once(20) : isOther && chance.once(2);
  const headers = Object.fromEntries(
    chance.once(8) ? chance.several(1, 2, () => [chance.pick(HEADERS), headerText(chance, material)]) : [],
  ) as Readonly<Record<string, string>>;
  return {
    method: askedMethod,
    url,
    headers: hasBody && !chance.once(15) ? { 'content-type': 'application/json', ...headers } : headers,
    ...(hasBody ? { body: jsonTextFor(schema ?? {}, chance, material.hostile) } : {}),
    ...(askedMethod === method ? { operation } : {}),
  };
}

function pathOf(path: string, operation: Operation, chance: Chance, material: FuzzMaterial): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const schema = operation.parameters?.find((parameter) => parameter.name === name)?.schema ?? {};
    const text = chance.once(2) ? chance.pick(material.keys) : textFor(name, schema, chance, material);
    return encoded(text, chance);
  });
  return chance.once(40) ? `${filled}/${encoded(chance.pick(material.hostile), chance)}` : filled;
}

function queryOf({ parameters = [] }: Operation, chance: Chance, material: FuzzMaterial): string {
  const share = chance.share();
  const given = parameters.filter(
    (parameter) =>
      parameter.in === 'query' && (parameter.required === true ? !chance.once(15) : chance.share() < share),
  );
  const pairs = given.flatMap((parameter) => pairsOf(parameter, chance, material));
  const strange = chance.once(12)
    ? [
        `${encoded(
          chance.way(
            () => chance.pick(STRANGERS),
            () => chance.pick(material.hostile),
          ),
          chance,
        )}=${encoded(chance.pick(material.hostile), chance)}`,
      ]
    : [];
  const query = [...pairs, ...strange].join(chance.once(100) ? ';' : '&');
  return query === '' ? '' : `?${query}`;
}

function pairsOf({ name, schema }: Parameter, chance: Chance, material: FuzzMaterial): readonly string[] {
  const pair = (suffix = '') =>
    `${name}${suffix}=${encoded(textFor(name, schema, chance, material), chance)}`;
  if (chance.once(40)) {
    return [pair(), pair()];
  }
  return [chance.once(60) ? chance.pick([name, pair('[]'), pair('[a]'), `${name}=`]) : pair()];
}

/** Mostly what fits: a request of which nothing fits is refused before it is understood. */
function textFor(name: string, schema: Parameter['schema'], chance: Chance, material: FuzzMaterial): string {
  if (!chance.once(3)) {
    return fittingText(name, schema, chance, material.hostile);
  }
  const text = chance.pick(material.hostile);
  if (chance.once(25)) {
    return text.repeat(Math.ceil((chance.once(4) ? 100_000 : 10_000) / text.length));
  }
  return chance.once(10) ? `${text}${chance.pick(material.hostile)}` : text;
}

/** In a URL: encoded as it should be, twice, hardly, or brokenly. */
function encoded(text: string, chance: Chance): string {
  const whole = encodeURIComponent(wellFormed(text));
  if (!chance.once(10)) {
    return whole;
  }
  return chance.way(
    () => encodeURIComponent(whole),
    () => text.replaceAll(/[\s#&?/]|[^\x21-\x7e]/g, ''),
    () => `${whole}%`,
    () => `${whole}%zz`,
    () => `%ff%fe${whole}`,
    () => `%ED%A0%80${whole}`,
    () => `${whole}%00`,
    () => whole.replaceAll('%', '%25').slice(0, -1),
  );
}

function headerText(chance: Chance, { hostile }: FuzzMaterial): string {
  const text = chance.pick(hostile).replaceAll(/[^\x20-\x7e]/g, '');
  return chance.way(
    () => text,
    () => `Bearer ${text}`,
    () => '*/*',
    () => 'text/csv;q=0.1, application/x-ndjson',
    () => 'application/json; charset=utf-7',
    () => 'bytes=0-0,-1',
    () => text.repeat(50),
  );
}
