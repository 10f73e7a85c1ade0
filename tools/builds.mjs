import { run } from './children.mjs';
import { buildIfStale } from './freshness.mjs';

const SHARED_INPUTS = ['package.json', 'package-lock.json', 'tools/webpack.mjs'];

/** The bundles that a page needs: the plugin as it ships, and the console that loads it here. */
const TARGETS = [
  {
    name: 'plugin',
    config: 'webpack.config.ts',
    output: 'dist/plugin/plugin-manifest.json',
    inputs: ['src', 'locales', 'console-extensions.json', 'webpack.config.ts', ...SHARED_INPUTS],
  },
  {
    name: 'dev-console',
    config: 'dev-console/webpack.config.ts',
    output: 'dist/dev-console',
    inputs: ['dev-console', 'consoles', ...SHARED_INPUTS],
  },
];

/**
 * Brings the bundles up to date; what is fresh already is left alone.
 *
 * @param {readonly ('plugin' | 'dev-console')[]} names
 */
export async function ensureBuilt(names) {
  for (const { name, config, output, inputs } of TARGETS) {
    if (names.includes(name)) {
      await buildIfStale({ name, inputs, output, mode: 'production' }, () =>
        run(process.execPath, ['tools/webpack.mjs', '--config', config, '--mode', 'production']),
      );
    }
  }
}
