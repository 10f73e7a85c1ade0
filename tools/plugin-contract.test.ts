import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

type PluginPackage = {
  readonly name: string;
  readonly version: string;
  readonly consolePlugin: {
    readonly name: string;
    readonly version: string;
    readonly exposedModules: Readonly<Record<string, string>>;
  };
  readonly dependencies: Readonly<Record<string, string>>;
};
type Extension = { readonly type: string; readonly properties: Readonly<Record<string, unknown>> };

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function found(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

const { name, version, consolePlugin, dependencies } = readJson('package.json') as PluginPackage;
const extensions = readJson('console-extensions.json') as readonly Extension[];
const extensionText = JSON.stringify(extensions);
const codeRefs = found(/"\$codeRef":"([^"]+)"/g, extensionText).map((ref) => ref.split('.'));
const namespace = `plugin__${consolePlugin.name}`;

describe('the plugin', () => {
  test('has the name and version of its package', () => {
    expect(consolePlugin).toMatchObject({ name, version });
  });

  test('has its texts in the namespace that bears its name, in every language', () => {
    for (const language of readdirSync(join(ROOT, 'locales'))) {
      expect(readdirSync(join(ROOT, 'locales', language))).toEqual([`${namespace}.json`]);
    }
  });
});

describe('the extensions', () => {
  test('refer to exports of exposed modules', () => {
    for (const [moduleName = '', exportName = 'default'] of codeRefs) {
      const file = join(ROOT, consolePlugin.exposedModules[moduleName] ?? `no module ${moduleName}`);
      expect(existsSync(file), file).toBe(true);
      const exported = found(
        /^export (?:async )?(?:function|const|class) (\w+)/gm,
        readFileSync(file, 'utf8'),
      );
      expect(exported).toContain(exportName);
    }
  });

  test('use every exposed module', () => {
    const used = new Set(codeRefs.map(([moduleName]) => moduleName));
    expect(Object.keys(consolePlugin.exposedModules).filter((key) => !used.has(key))).toEqual([]);
  });

  test('have their labels in the English texts', () => {
    const labels = found(/%([^%]+)%/g, extensionText).map((label) => label.split('~'));
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.filter(([ns]) => ns !== namespace)).toEqual([]);
    const texts = readJson(`locales/en/${namespace}.json`) as Readonly<Record<string, string>>;
    expect(labels.map(([, key = '']) => texts[key])).toEqual(labels.map(([, key]) => key));
  });

  test('lead from the navigation to pages that exist', () => {
    const of = (type: string) => extensions.filter((extension) => extension.type === type);
    const paths = of('console.page/route').flatMap(({ properties }) => properties['path']);
    const links = of('console.navigation/href').map(({ properties }) => properties['href']);
    expect(links.filter((href) => !paths.includes(href))).toEqual([]);
  });
});

/** PatternFly as each console brings it: what its lock file says. */
const CONSOLES = {
  '4.22': { 'react-core': '6.4.2', 'react-icons': '6.4.0', 'react-table': '6.4.2' },
  '5.2': { 'react-core': '6.6.1', 'react-icons': '6.6.1', 'react-table': '6.6.1' },
} as const;

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}

/** Negative, zero or positive, as the first version is lower, the same, or higher. */
function compareVersions(one: string, other: string): number {
  const others = numbersOf(other);
  return (
    numbersOf(one)
      .map((part, index) => part - (others[index] ?? 0))
      .find((difference) => difference !== 0) ?? 0
  );
}

describe.each(Object.entries(CONSOLES))('PatternFly of the console %s', (_console, versions) => {
  test.each(Object.entries(versions))('is used in place of our own %s', (part, itsVersion) => {
    const range = dependencies[`@patternfly/${part}`] ?? '';
    const { version: ours } = readJson(`node_modules/@patternfly/${part}/package.json`) as PluginPackage;
    // A range with a caret holds all of 6 from there on; of several that are in it the highest is taken, and of the
    // same the console's.
    expect(range).toMatch(/^\^6\./);
    expect(compareVersions(itsVersion, range.slice(1))).toBeGreaterThanOrEqual(0);
    expect(compareVersions(itsVersion, ours)).toBeGreaterThanOrEqual(0);
  });
});
