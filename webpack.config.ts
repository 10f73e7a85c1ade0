import { readFileSync } from 'node:fs';

import { ConsoleRemotePlugin } from '@openshift-console/dynamic-plugin-sdk-webpack';
import CompressionPlugin from 'compression-webpack-plugin';
import CopyPlugin from 'copy-webpack-plugin';
import webpack from 'webpack';
import type { Configuration } from 'webpack';

const here = import.meta.dirname;

/** A file that a server may send compressed is worth it from this size on, in bytes. */
const THRESHOLD_BYTES = 1024;

const COMPRESSIONS = [
  { algorithm: 'gzip', filename: '[path][base].gz', threshold: THRESHOLD_BYTES },
  { algorithm: 'brotliCompress', filename: '[path][base].br', threshold: THRESHOLD_BYTES },
];

type PluginPackage = { readonly consolePlugin: { readonly name: string } };

/**
 * The plugin as the console loads it: `dist/plugin`, entered through `plugin-manifest.json`.
 *
 * Name, version, exposed modules and dependencies stand in `package.json#consolePlugin`, the extensions in
 * `console-extensions.json`; `ConsoleRemotePlugin` reads both. Names are hashed in production, so that every
 * file but the manifest may be cached for ever.
 */
export function webpackConfig(mode: 'development' | 'production'): Configuration {
  const isProduction = mode === 'production';
  const { consolePlugin } = JSON.parse(readFileSync(`${here}/package.json`, 'utf8')) as PluginPackage;

  return {
    name: 'plugin',
    mode,
    target: ['web', 'es2022'],
    context: here,
    entry: {},
    output: {
      path: `${here}/dist/plugin`,
      clean: true,
      filename: isProduction ? '[name]-bundle-[contenthash].min.js' : '[name]-bundle.js',
      chunkFilename: isProduction ? '[name]-chunk-[contenthash].min.js' : '[name]-chunk.js',
      assetModuleFilename: isProduction ? 'assets/[contenthash][ext]' : 'assets/[name][ext]',
    },
    resolve: { extensions: ['.js'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: 'esbuild-loader',
          options: {
            target: 'es2022',
            // Not the tsconfig: the import rewriting of ConsoleRemotePlugin drops the word `type` from
            // imports, so esbuild has to be free to leave out imports that are used as types alone.
            tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
          },
        },
        {
          test: /\.css$/,
          use: [
            'style-loader',
            'css-loader',
            { loader: 'esbuild-loader', options: { loader: 'css', minify: isProduction } },
          ],
          sideEffects: true,
        },
      ],
    },
    plugins: [
      new ConsoleRemotePlugin(),
      new CopyPlugin({ patterns: [{ from: 'locales', to: 'locales' }] }),
      new webpack.DefinePlugin({ __PLUGIN_NAME__: JSON.stringify(consolePlugin.name) }),
      // Beside each file what a server may send in its place, so that it need not compress it each time.
      ...(isProduction ? COMPRESSIONS.map((compression) => new CompressionPlugin(compression)) : []),
    ],
    devtool: isProduction ? false : 'source-map',
    optimization: {
      chunkIds: isProduction ? 'deterministic' : 'named',
      // What every module of PatternFly brings along is loaded once, not with each of them.
      splitChunks: {
        cacheGroups: {
          common: {
            test: /node_modules\/(?:tslib|react\/|@patternfly\/react-styles\/|@patternfly\/react-icons\/dist\/esm\/createIcon)/,
            name: 'common',
            chunks: 'async',
            minChunks: 8,
            minSize: 0,
            enforce: true,
          },
        },
      },
    },
    performance: { hints: false },
    cache: {
      type: 'filesystem',
      cacheDirectory: `${here}/.cache/webpack`,
      name: `plugin-${mode}`,
      buildDependencies: {
        config: ['webpack.config.ts', 'package.json', 'package-lock.json', 'console-extensions.json'].map(
          (file) => `${here}/${file}`,
        ),
      },
    },
  };
}
