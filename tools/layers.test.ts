import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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

async function messagesFor(path: string, code: string): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
    },
    ruleFilter: ({ ruleId }) => ruleId === 'import-x/no-restricted-paths',
  });
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, path) });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe('the layer table', () => {
  test.each(['src', 'mock-server/src'])('names every folder of %s', (root) => {
    const named = new Set<string>(LAYERS.map(({ layer }) => layer));
    const missing = foldersOf(root).filter((folder) => !named.has(folder) && folder !== 'src/testing');
    expect(missing).toEqual([]);
  });

  test('lets the query layer read the port of the store and nothing else of it', async () => {
    const path = 'mock-server/src/query/plan.ts';
    expect(existsSync(join(ROOT, 'mock-server/src/store/flow-store.ts'))).toBe(true);
    await expect(messagesFor(path, "import '../store/flow-store.ts';")).resolves.toEqual([]);
    await expect(messagesFor(path, "import '../conntrack/conntrack.ts';")).resolves.toHaveLength(1);
  });

  test.each([
    ['src/model/view.ts', "import '../state/useFilter.ts';"],
    ['src/model/view.ts', "import type { ApiError } from '../api/api-error.ts';"],
    ['src/ui/CopyButton.tsx', "import '../data/useConfig.ts';"],
    ['src/features/side-panel/SidePanel.tsx', "import '../traffic-table/TrafficTable.tsx';"],
    ['src/features/side-panel/SidePanel.tsx', "import '../../api/api-error.ts';"],
    ['dev-console/src/server/main.ts', "import '../../../mock-server/src/app.ts';"],
    ['mock-server/src/conntrack/conntrack.ts', "import '../store/flow-store.ts';"],
  ])('refuses in %s: %s', async (path, code) => {
    await expect(messagesFor(path, code)).resolves.toHaveLength(1);
  });
});
