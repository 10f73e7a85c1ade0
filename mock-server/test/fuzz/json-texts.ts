import type { Chance } from './chance.ts';
import { fittingValue } from './fitting-values.ts';

const LARGE = 1_200_000;

/** A body: mostly what its schema describes, else something else in JSON, else no JSON at all. */
export function jsonTextFor(
  schema: Readonly<Record<string, unknown>>,
  chance: Chance,
  hostile: readonly string[],
): string {
  if (!chance.once(4)) {
    return JSON.stringify(fittingValue(schema, chance, hostile));
  }
  const text = JSON.stringify(chance.pick(hostile));
  return chance.way(
    () => '',
    () => 'null',
    () => '0',
    () => '[]',
    () => '{}',
    () => text,
    () => `[${text}]`,
    () => `{${text}:${text}}`,
    () => `{"__proto__":{"polluted":true}}`,
    () => `{"constructor":{"prototype":{"polluted":true}}}`,
    () => `{"a":1,"a":2}`,
    () => '{"speed":1e999}',
    () => '[1e999,-0,1E400]',
    () => '\ufeff{}',
    () => '{"a":',
    () => "{'a':1}",
    () => 'NaN',
    () => '\u0000',
    () => '['.repeat(50_000),
    () => `${'['.repeat(5000)}${']'.repeat(5000)}`,
    () => `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    () => (chance.once(10) ? `"${'a'.repeat(LARGE)}"` : '"a"'),
    () => `[${'0,'.repeat(20_000)}0]`,
  );
}
