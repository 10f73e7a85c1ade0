import { ConntrackConfigError } from './conntrack-config-error.ts';
import { parseGoDuration } from './go-duration.ts';

/** A value and the path at which it stands, for messages. */
export type Located = { readonly value: unknown; readonly path: string };

const NANOSECONDS_PER_MS = 1e6;

/**
 * The members of an object, as flowlogs-pipeline decodes them: keys in any case, unknown ones refused.
 *
 * An absent or `null` object has no members; of one key in two cases the later counts. A member that is
 * asked for by `at` and absent is `undefined`.
 */
export class Members<Key extends string> {
  readonly #values = new Map<Key, unknown>();
  readonly #path: string;

  constructor({ value, path }: Located, keys: readonly Key[]) {
    this.#path = path;
    if (value === undefined || value === null) {
      return;
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw wrongType({ value, path }, 'an object');
    }
    for (const [given, member] of Object.entries(value)) {
      const key = keys.find((known) => known.toLowerCase() === given.toLowerCase());
      if (key === undefined) {
        throw new ConntrackConfigError(
          'unknown-key',
          joinPath(path, given),
          `unknown field ${JSON.stringify(given)}; allowed are ${keys.join(', ')}`,
        );
      }
      this.#values.set(key, member);
    }
  }

  at(key: Key): Located {
    return { value: this.#values.get(key), path: joinPath(this.#path, key) };
  }
}

/** The items of a list; an absent or `null` one is empty. */
export function readList({ value, path }: Located): readonly Located[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw wrongType({ value, path }, 'a list');
  }
  return value.map((item: unknown, index) => ({ value: item, path: `${path}[${index}]` }));
}

export function readText(located: Located): string {
  const value = located.value ?? '';
  if (typeof value !== 'string') {
    throw wrongType(located, 'text');
  }
  return value;
}

export function readBoolean(located: Located): boolean {
  const value = located.value ?? false;
  if (typeof value !== 'boolean') {
    throw wrongType(located, 'true or false');
  }
  return value;
}

export function readInteger(located: Located): number {
  const value = located.value ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw wrongType(located, 'a whole number');
  }
  return value;
}

/** The milliseconds of a duration: Go text, or a bare number of nanoseconds; 0 when absent. */
export function readDurationMs({ value, path }: Located): number {
  if (value === undefined) {
    return 0;
  }
  if (typeof value === 'number') {
    return Math.trunc(value) / NANOSECONDS_PER_MS;
  }
  if (typeof value !== 'string') {
    throw new ConntrackConfigError('bad-duration', path, `invalid duration ${JSON.stringify(value)}`);
  }
  const duration = parseGoDuration(value);
  if (!duration.ok) {
    throw new ConntrackConfigError('bad-duration', path, duration.error);
  }
  return duration.value;
}

/** The refusal of a value that is not what stands in `expected`, which the message names. */
export function wrongType({ value, path }: Located, expected: string): ConntrackConfigError {
  return new ConntrackConfigError(
    'wrong-type',
    path,
    `must be ${expected}, not ${value === undefined ? 'absent' : JSON.stringify(value)}`,
  );
}

function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
