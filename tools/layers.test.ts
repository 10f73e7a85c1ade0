import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

import { LAYERS } from './layers.mjs';

const ROOT = join(import.meta.dirname, '..');

/** Folders directly below a root that hold code. */
function foldersOf(root: string): readonly string[] {
  return readdirSync(join(ROOT, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${root}/${entry.name}`);
}

/** What the rule says of an import in an existing file; both files must be there, or it says nothing. */
async function messagesFor(
  path: string,
  imported: string,
  rule = 'import-x/no-restricted-paths',
): Promise<readonly string[]> {
  expect([path, imported].filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  const from = relative(dirname(path), imported);
  const eslint = new ESLint({
    cwd: ROOT,
    ruleFilter: ({ ruleId }) => ruleId === rule,
  });
  const code = `import '${from.startsWith('.') ? from : `./${from}`}';`;
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, path) });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId !== null).map(({ message }) => message);
}

describe('the layer table', () => {
  test.each(['src', 'mock-server/src'])('names every folder of %s', (root) => {
    const named = new Set<string>(LAYERS.map(({ layer }) => layer));
    const missing = foldersOf(root).filter((folder) => !named.has(folder) && folder !== 'src/testing');
    expect(missing).toEqual([]);
  });

  test('lets the query layer read the port of the store', async () => {
    await expect(
      messagesFor('mock-server/src/query/cursor.ts', 'mock-server/src/store/flow-store.ts'),
    ).resolves.toEqual([]);
  });

  test.each([
    ['src/model/view.ts', 'src/state/useFilter.ts'],
    ['src/model/view.ts', 'src/api/api-error.ts'],
    ['src/ui/CopyButton.tsx', 'src/data/useConfig.ts'],
    ['src/state/useFilter.ts', 'src/data/useConfig.ts'],
    ['src/features/query-options/QueryOptions.tsx', 'src/features/traffic-table/TrafficTable.tsx'],
    ['src/features/query-options/QueryOptions.tsx', 'src/api/api-error.ts'],
    ['dev-console/src/server/main.ts', 'mock-server/src/app.ts'],
    ['mock-server/src/conntrack/conntrack.ts', 'mock-server/src/store/flow-store.ts'],
    ['mock-server/src/query/cursor.ts', 'mock-server/src/conntrack/conntrack.ts'],
  ])('keeps %s from importing %s', async (path, imported) => {
    await expect(messagesFor(path, imported)).resolves.toHaveLength(1);
  });

  test('refuses an import that closes a circle, types or not', async () => {
    await expect(
      messagesFor(
        'src/model/conversation/identity.ts',
        'src/model/conversation/fold.ts',
        'import-x/no-cycle',
      ),
    ).resolves.toHaveLength(1);
  });
});
