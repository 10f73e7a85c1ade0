import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import CopyPlugin from 'copy-webpack-plugin';
import { EsbuildPlugin } from 'esbuild-loader';
import webpack from 'webpack';
import type { Configuration } from 'webpack';

const here = import.meta.dirname;
const root = join(here, '..');
const patternfly = join(root, 'node_modules/@patternfly/patternfly');

/** The packages that the console gives to plugins, and whose versions are told to them. */
const SHARED_PACKAGES = [
  '@openshift/dynamic-plugin-sdk',
  '@openshift-console/dynamic-plugin-sdk',
  '@patternfly/react-topology',
  'react',
  'react-i18next',
  'react-redux',
  'react-router',
  'redux',
  'redux-thunk',
];

function versionOf(name: string): string {
  const file = join(root, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/**
 * The dev console's page: `dist/dev-console`, with PatternFly's style sheets and fonts beside the scripts.
 *
 * A build of its own, not of the plugin: the plugin comes in at run time, through its manifest.
 */
export function webpackConfig(mode: 'development' | 'production'): Configuration {
  const isProduction = mode === 'production';

  return {
    name: 'dev-console',
    mode,
    context: here,
    entry: { early: './src/host/early.ts', main: './src/host/main.ts' },
    output: {
      path: join(root, 'dist/dev-console'),
      publicPath: '/static/',
      uniqueName: 'dev-console',
      clean: true,
      filename: '[name].js',
      chunkFilename: '[name].js',
    },
    resolve: {
      alias: {
        // The console's implementation of what the npm package only declares.
        '@openshift-console/dynamic-plugin-sdk$': join(here, 'src/host/sdk/dynamic-plugin-sdk.ts'),
      },
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
    plugins: [
      new webpack.DefinePlugin({
        // Bracketed: it stands where an expression stands, and could be taken for a block.
        __SHARED_VERSIONS__: `(${JSON.stringify(
          Object.fromEntries(SHARED_PACKAGES.map((name) => [name, versionOf(name)])),
        )})`,
      }),
      new CopyPlugin({
        patterns: [
          { from: join(patternfly, 'patternfly.min.css') },
          { from: join(patternfly, 'patternfly-addons.css') },
          { from: join(patternfly, 'assets/fonts'), to: 'assets/fonts' },
          { from: join(patternfly, 'assets/pficon'), to: 'assets/pficon' },
        ],
      }),
    ],
    devtool: isProduction ? false : 'source-map',
    optimization: { minimizer: [new EsbuildPlugin({ target: 'es2022' })] },
    performance: { hints: false },
    cache: {
      type: 'filesystem',
      cacheDirectory: join(root, '.cache/webpack'),
      name: `dev-console-${mode}`,
      buildDependencies: { config: [join(here, 'webpack.config.ts'), join(root, 'package-lock.json')] },
    },
  };
}
