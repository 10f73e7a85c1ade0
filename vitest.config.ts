import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const alias = [
  // Node takes the modules of this folder for CommonJS; those of the other are.
  { find: /^@patternfly\/react-core\/dist\/esm\//, replacement: '@patternfly/react-core/dist/js/' },
  { find: /^#model\//, replacement: fileURLToPath(new URL('./src/model/', import.meta.url)) },
  {
    find: /^@openshift-console\/dynamic-plugin-sdk$/,
    replacement: fileURLToPath(new URL('./src/ui/console/testing/console-sdk.ts', import.meta.url)),
  },
];

export default defineConfig({
  resolve: { alias },
  test: {
    globalSetup: ['tools/laws-seed.ts'],
    // A campaign (`LAWS=long`) asks thousands of cases of each law.
    testTimeout: process.env['LAWS'] === 'long' ? 3_600_000 : 180_000,
    // What tests share is loaded as slowly as the machine is busy.
    hookTimeout: 180_000,
    coverage: {
      include: ['src/model/**', 'mock-server/src/conntrack/**', 'mock-server/src/query/**'],
      exclude: ['**/*.test.ts'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['tools/laws-setup.ts'],
          include: [
            'src/**/*.test.ts',
            'mock-server/**/*.test.ts',
            'dev-console/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['tools/laws-setup.ts', 'src/testing/setup.ts'],
        },
      },
    ],
  },
});
