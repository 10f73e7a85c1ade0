import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import CopyPlugin from 'copy-webpack-plugin';
import { EsbuildPlugin } from 'esbuild-loader';
import webpack from 'webpack';
import type { Configuration } from 'webpack';

import { CONSOLE_VERSIONS } from './src/server/console-version.ts';
import type { ConsoleVersion } from './src/server/console-version.ts';

type Mode = 'development' | 'production';
/** What webpack's module federation is told of a module that is provided. */
type Provided = { readonly shareKey: string; readonly version: string; readonly eager: boolean };

const here = import.meta.dirname;
const root = join(here, '..');

/** The packages that the console gives to plugins whole; the dev console imports each of them itself. */
const SHARED_PACKAGES = [
  '@openshift/dynamic-plugin-sdk',
  'react',
  'react-i18next',
  'react-redux',
  'react-router',
  'redux',
  'redux-thunk',
];

/** The version that the console has its own SDK under, which is none. */
const SDK_VERSION = '0.0.0-fixed';

/**
 * The dev console's page: `dist/dev-console/VERSION` for each console that it stands for, with PatternFly's style
 * sheets and fonts beside the scripts, and `early`, which runs before them.
 *
 * A build of its own, not of the plugin: the plugin comes in at run time, through its manifest.
 */
export function webpackConfig(mode: Mode): readonly Configuration[] {
  return [earlyConfig(mode), ...CONSOLE_VERSIONS.map((version) => consoleConfig(version, mode))];
}

function earlyConfig(mode: Mode): Configuration {
  return {
    ...commonConfig('early', mode),
    entry: { early: './src/host/early.ts' },
  };
}

function consoleConfig(version: ConsoleVersion, mode: Mode): Configuration {
  const packages = packagesOf(version);
  const patternfly = packages.folder('@patternfly/patternfly');
  return {
    ...commonConfig(version, mode),
    entry: { main: './src/host/main.ts' },
    resolve: { modules: [packages.own, 'node_modules'] },
    plugins: [
      new webpack.sharing.ProvideSharedPlugin({ shareScope: 'default', provides: providedBy(version) }),
      new CopyPlugin({
        patterns: [
          { from: join(patternfly, 'patternfly.min.css') },
          { from: join(patternfly, 'patternfly-addons.css') },
          { from: join(patternfly, 'assets/fonts'), to: 'assets/fonts' },
          { from: join(patternfly, 'assets/pficon'), to: 'assets/pficon' },
          // What glass lies over.
          {
            from: join(patternfly, 'assets/images/*-Bkg-*.svg').replaceAll('\\', '/'),
            to: 'assets/images/[name][ext]',
            noErrorOnMissing: true,
          },
        ],
      }),
    ],
  };
}

function commonConfig(name: string, mode: Mode): Configuration {
  const isProduction = mode === 'production';
  return {
    name: `dev-console ${name}`,
    mode,
    context: here,
    output: {
      path: join(root, 'dist/dev-console', name),
      publicPath: `/static/${name}/`,
      uniqueName: 'dev-console',
      clean: true,
      filename: '[name].js',
      chunkFilename: '[name].js',
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: 'esbuild-loader',
          options: { target: 'es2022', tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } } },
        },
        // PatternFly's components import their own styles, which patternfly.css has already.
        { test: /\.css$/, include: /react-styles/, type: 'asset/source', sideEffects: false },
        { test: /\.css$/, exclude: /react-styles/, use: ['style-loader', 'css-loader'], sideEffects: true },
      ],
    },
    devtool: isProduction ? false : 'source-map',
    optimization: { minimizer: [new EsbuildPlugin({ target: 'es2022' })] },
    performance: { hints: false },
    cache: {
      type: 'filesystem',
      cacheDirectory: join(root, '.cache/webpack'),
      name: `dev-console-${name}-${mode}`,
      buildDependencies: { config: [join(here, 'webpack.config.ts'), join(root, 'package-lock.json')] },
    },
  };
}

/** Where the packages of a console are: in its own folder where it has another version than the plugin. */
function packagesOf(version: ConsoleVersion) {
  const own = join(root, 'consoles', version, 'node_modules');
  const folder = (name: string) =>
    [own, join(root, 'node_modules')]
      .map((modules) => join(modules, name))
      .find((path) => existsSync(path)) ?? fail(`${name} is not installed`);
  const versionOf = (name: string) =>
    (readJson(join(folder(name), 'package.json')) as { readonly version: string }).version;
  return { own, folder, versionOf };
}

/**
 * What a console puts into the share scope, as `frontend/webpack.config.ts` (5.x: `rspack.config.mts`) of
 * openshift/console does: whole packages, and of PatternFly each dynamic module by itself, with the version of
 * its package.
 *
 * A build shares a module only where it uses it, so that a console gives the PatternFly modules that its own
 * pages import and no others: those are in `consoles/VERSION/patternfly-modules.json`, read from the imports of its branches `release-4.22` and `release-5.2`.
 */
function providedBy(version: ConsoleVersion): Record<string, Provided> {
  const { folder, versionOf } = packagesOf(version);
  const whole = SHARED_PACKAGES.map((name): [string, Provided] => [
    name,
    { shareKey: name, version: versionOf(name), eager: true },
  ]);
  const patternfly = Object.entries(
    readJson(join(root, 'consoles', version, 'patternfly-modules.json')) as Record<string, readonly string[]>,
  ).flatMap(([name, modules]) =>
    modules.map((module): [string, Provided] => {
      const path = join(folder(name), 'dist/dynamic', module);
      const { module: entry } = readJson(join(path, 'package.json')) as { readonly module: string };
      return [
        join(path, entry),
        { shareKey: `${name}/dist/dynamic/${module}`, version: versionOf(name), eager: true },
      ];
    }),
  );
  const topology = '@patternfly/react-topology';
  return Object.fromEntries([
    ...whole,
    ...patternfly,
    [
      // The console's implementation of what the npm package only declares.
      join(here, 'src/host/sdk/dynamic-plugin-sdk.ts'),
      { shareKey: '@openshift-console/dynamic-plugin-sdk', version: SDK_VERSION, eager: true },
    ],
    [
      join(folder(topology), 'dist/esm/index.js'),
      { shareKey: topology, version: versionOf(topology), eager: false },
    ],
  ]);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(message: string): never {
  throw new Error(message);
}
