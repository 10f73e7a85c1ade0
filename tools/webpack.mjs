import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { tsImport } from 'tsx/esm/api';
import webpack from 'webpack';

/**
 * Runs webpack on a configuration written in TypeScript, through its Node API: the job of webpack-cli in
 * the few lines that are needed of it.
 *
 *     node tools/webpack.mjs [--config webpack.config.ts] [--mode production|development] [--watch]
 *
 * The configuration file exports `webpackConfig`, a function from the mode to one or several webpack configurations.
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string', default: 'webpack.config.ts' },
    mode: { type: 'string', default: 'production' },
    watch: { type: 'boolean', default: false },
  },
});

if (values.mode !== 'production' && values.mode !== 'development') {
  console.error(`--mode is production or development, not "${values.mode}"`);
  process.exit(2);
}

// ConsoleRemotePlugin names its entry script by it, PatternFly and React leave their checks out by it.
process.env['NODE_ENV'] = values.mode;

const { webpackConfig } = await tsImport(resolve(values.config), import.meta.url);
const compiler = webpack(webpackConfig(values.mode));

/**
 * @param {Error | null | undefined} error
 * @param {webpack.Stats | webpack.MultiStats | undefined} stats
 */
function report(error, stats) {
  if (error || !stats) {
    console.error(error);
    process.exitCode = 1;
    return;
  }
  if (stats.hasErrors() || stats.hasWarnings()) {
    console.log(stats.toString({ preset: 'errors-warnings', colors: process.stdout.isTTY }));
  }
  for (const { compilation, startTime, endTime } of 'stats' in stats ? stats.stats : [stats]) {
    const seconds = (((endTime ?? 0) - (startTime ?? 0)) / 1000).toFixed(1);
    console.log(`${compilation.name ?? 'webpack'}: ${values.mode} build in ${seconds} s`);
  }
  process.exitCode = stats.hasErrors() ? 1 : 0;
}

if (values.watch) {
  compiler.watch({ aggregateTimeout: 100 }, report);
} else {
  compiler.run((error, stats) => {
    report(error, stats);
    // Writes the filesystem cache: without it the next build is a cold one.
    compiler.close((closeError) => {
      if (closeError) {
        report(closeError, undefined);
      }
    });
  });
}
