import { Check, Errors } from 'typebox/schema';

import { nearest } from '#model/lib/nearest.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { ConfigProblem } from './check-settings.ts';
import { checkSettings } from './check-settings.ts';
import { ConfigFile, KNOWN_FRONTEND_KEYS, KNOWN_SECTIONS } from './config-file.ts';
import type { FrontendSettings } from './frontend-settings.ts';
import { settingsOf } from './frontend-settings.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';
import { readYaml } from './yaml-source.ts';

/** So many problems are told at once. */
const TOLD = 5;

/**
 * Reads a configuration of NetObserv's console plugin (YAML), laid over other settings.
 *
 * The error is for people: one line for each problem, with the line of the file and the path in it.
 */
export function readSettings(text: string, base: FrontendSettings): Result<FrontendSettings, string> {
  const yaml = readYaml(text);
  if (!yaml.ok) {
    return yaml;
  }
  const value = yaml.value.value ?? {};
  const strange = [...misspeltKeys(value), ...notThisKind(value)];
  if (strange.length > 0 || !Check(ConfigFile, value)) {
    return err(tell([...strange, ...typeProblems(value)], yaml.value));
  }
  const settings = settingsOf(value, base);
  const problems = checkSettings(settings);
  return problems.length === 0 ? ok(settings) : err(tell(problems, yaml.value, value));
}

/** Keys that are not known but look as if a known one was meant; others mean something to newer versions. */
function misspeltKeys(value: unknown): readonly ConfigProblem[] {
  const frontend = keyOf(value, 'frontend');
  return [...misspelt(value, [], KNOWN_SECTIONS), ...misspelt(frontend, ['frontend'], KNOWN_FRONTEND_KEYS)];
}

function misspelt(value: unknown, path: YamlPath, known: readonly string[]): readonly ConfigProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [];
  }
  return Object.keys(value).flatMap((key) => {
    const meant = known.includes(key) ? undefined : nearest(key, known);
    return meant === undefined
      ? []
      : [{ path: [...path, key], message: `is not known; did you mean ${meant}?` }];
  });
}

/** A file that holds something, and nothing that is known, is another one than was meant. */
function notThisKind(value: unknown): readonly ConfigProblem[] {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  return keys.length === 0 || keys.some((key) => KNOWN_SECTIONS.includes(key))
    ? []
    : [{ path: [], message: `has none of ${KNOWN_SECTIONS.join(', ')}` }];
}

function keyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function typeProblems(value: unknown): readonly ConfigProblem[] {
  const [, errors] = Errors(ConfigFile, value);
  const seen = new Set<string>();
  return errors.flatMap(({ instancePath, message }) => {
    const isFirst = !seen.has(instancePath);
    seen.add(instancePath);
    return isFirst ? [{ path: pathOf(instancePath), message }] : [];
  });
}

/** The path that a JSON pointer (RFC 6901) spells. */
function pathOf(pointer: string): YamlPath {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function tell(problems: readonly ConfigProblem[], { lineOf }: YamlSource, value?: unknown): string {
  const lines = problems.slice(0, TOLD).map(({ path, message }) => {
    const [, key] = path;
    const isBundled = value !== undefined && keyOf(keyOf(value, 'frontend'), String(key)) === undefined;
    const line = isBundled ? undefined : lineOf(path);
    const where = isBundled ? 'bundled, ' : line === undefined ? '' : `line ${line}, `;
    return `${where}${print(path)}: ${message}`;
  });
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function print(path: YamlPath): string {
  return path.length === 0
    ? 'the file'
    : path.reduce<string>(
        (text, step) =>
          typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`,
        '',
      );
}
