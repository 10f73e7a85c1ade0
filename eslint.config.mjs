import { existsSync, readdirSync } from 'node:fs';

import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import testingLibrary from 'eslint-plugin-testing-library';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import { fileNameRule } from './tools/file-names.mjs';
import { layerZones } from './tools/layers.mjs';

const featureFolders = existsSync('src/features') ? readdirSync('src/features') : [];

const TESTS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/*.test-d.ts',
  'e2e/**',
  'mock-server/test/**',
  'src/testing/**',
];

const REACT_LAZY = {
  name: 'react',
  importNames: ['lazy', 'Suspense'],
  message:
    'Code that comes later is a LazyCode (src/ui/lazy): it tells when it cannot be loaded, and tries again.',
};
const SDK = {
  group: ['@openshift-console/*', '@openshift/*'],
  message: 'The console SDK is touched in src/ui/console alone.',
};

/** What a pure layer may not reach for: the clock, chance, timers, the process, the console. */
const PURITY = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Pure layer: time comes in as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Pure layer: time comes in as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Pure layer: no chance.',
  },
];
const IMPURE_GLOBALS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'console',
  'fetch',
  'performance',
].map((name) => ({ name, message: 'Pure layer: no timers, process, console or network.' }));

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.tsbuild/**',
      '.cache/**',
      'coverage/**',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  importX.flatConfigs.typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX, local: { rules: { 'file-name': fileNameRule } } },
    settings: {
      'import-x/resolver': { typescript: { project: 'tsconfig.base.json' } },
    },
    rules: {
      'local/file-name': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones: layerZones(featureFolders) }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Closed sets are `as const` arrays and unions.' },
      ],
    },
  },
  {
    files: ['src/**'],
    languageOptions: { globals: globals.browser },
    rules: { 'no-restricted-imports': ['error', { patterns: [SDK], paths: [REACT_LAZY] }] },
  },
  { files: ['src/ui/console/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src/model/**', 'mock-server/src/conntrack/**', 'mock-server/src/query/**'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...PURITY],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
    },
  },
  {
    files: ['src/**/*.tsx', 'dev-console/**/*.tsx'],
    ...jsxA11y.flatConfigs.strict,
  },
  {
    files: ['src/**', 'dev-console/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['src/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['src/**/*.test.tsx'], ...testingLibrary.configs['flat/react'] },
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['tools/**', 'bench/**', 'mock-server/src/*-cli.ts', '*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.config.ts', '*.config.mjs'],
    rules: { 'import-x/no-default-export': 'off', 'no-restricted-exports': 'off' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
