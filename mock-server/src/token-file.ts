import { readFile, stat } from 'node:fs/promises';

import type { Static } from 'typebox';
import { Array as ArrayOf, Object as ObjectOf, Optional, String as Text } from 'typebox';
import { Check, Errors } from 'typebox/schema';
import { parse } from 'yaml';

import { ConfigError } from './config-error.ts';
import type { AccessToken } from './http/guard/authentication.ts';

/** What can be guessed is no token. */
const MIN_CHARACTERS = 16;

/** A namespace of Kubernetes; nothing that a filter would read as a pattern. */
const Namespace = Text({ maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' });

const TokenFile = ObjectOf(
  {
    tokens: ArrayOf(
      ObjectOf(
        {
          name: Text({ minLength: 1, maxLength: 200 }),
          // What RFC 6750 lets a bearer token be.
          token: Text({ minLength: MIN_CHARACTERS, maxLength: 4096, pattern: '^[A-Za-z0-9._~+/-]+=*$' }),
          namespaces: Optional(ArrayOf(Namespace, { minItems: 1 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);

/** Who may ask, and what is to be said about the file that says so. */
export type TokenFile = { readonly tokens: readonly AccessToken[]; readonly warnings: readonly string[] };

/**
 * Reads who may ask: YAML, `tokens: [{ name, token, namespaces? }]`. Throws a `ConfigError` that says where it is wrong,
 * and never a token.
 */
export async function readTokenFile(path: string): Promise<TokenFile> {
  const { text, isOpen } = await read(path);
  const { tokens } = decode(path, text);
  for (const [key, what] of [
    ['name', 'name'],
    ['token', 'token'],
  ] as const) {
    const values = tokens.map((token) => token[key]);
    const again = values.findIndex((value, index) => values.indexOf(value) < index);
    if (again >= 0) {
      throw new ConfigError(`--token-file ${path}: tokens[${again}].${key}: the ${what} is taken already`);
    }
  }
  return {
    tokens,
    warnings: isOpen
      ? [`--token-file ${path} can be read by other users of this machine: chmod 600 keeps it to yourself`]
      : [],
  };
}

async function read(path: string): Promise<{ readonly text: string; readonly isOpen: boolean }> {
  try {
    const { mode } = await stat(path);
    return { text: await readFile(path, 'utf8'), isOpen: (mode & 0o077) !== 0 };
  } catch (error) {
    throw new ConfigError(`--token-file: cannot read ${path}`, { cause: error });
  }
}

function decode(path: string, text: string): Static<typeof TokenFile> {
  const value = parseYaml(path, text);
  if (!Check(TokenFile, value)) {
    const [, errors] = Errors(TokenFile, value);
    const [first] = errors;
    const reason = first?.keyword === 'boolean' ? 'is not known' : (first?.message ?? 'is wrong');
    throw new ConfigError(`--token-file ${path}: ${where(first?.instancePath)} ${reason}`);
  }
  return value;
}

/** What the parser says would quote the line; a line may hold a token. */
function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch (error) {
    throw new ConfigError(`--token-file ${path} is no YAML`, { cause: error });
  }
}

/** `/tokens/0/name` as it is written in JavaScript. */
function where(pointer = ''): string {
  const path = pointer
    .slice(1)
    .replaceAll(/\/(?<index>\d+)/g, '[$<index>]')
    .replaceAll('/', '.');
  return path === '' ? 'the file' : path;
}
