import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { quote } from './quote.ts';

/**
 * The parameters of a URL as Go's `URL.Query` reads them, each with the first value it has.
 *
 * What is not escaped well is left out without a word, and so is a pair in which a semicolon stands.
 */
export function parametersOf(url: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const start = url.indexOf('?');
  for (const pair of start === -1 ? [] : url.slice(start + 1).split('&')) {
    const equals = pair.indexOf('=');
    const key = unescapeQuery(equals === -1 ? pair : pair.slice(0, equals));
    const value = unescapeQuery(equals === -1 ? '' : pair.slice(equals + 1));
    if (pair !== '' && !pair.includes(';') && key.ok && value.ok && !parameters.has(key.value)) {
      parameters.set(key.value, value.value);
    }
  }
  return parameters;
}

/** Undoes the escapes of a query as Go's `url.QueryUnescape` does, `+` for a space among them. */
export function unescapeQuery(text: string): Result<string, string> {
  const broken = /%(?![\da-fA-F]{2})/.exec(text);
  if (broken !== null) {
    return err(`invalid URL escape ${quote(text.slice(broken.index, broken.index + 3))}`);
  }
  const bytes = text
    .replaceAll('+', ' ')
    .split(/(%[\da-fA-F]{2})/)
    .map((part) => (part.startsWith('%') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part)));
  return ok(Buffer.concat(bytes).toString());
}
