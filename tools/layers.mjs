/**
 * Who may import whom: the layer table of docs/architecture.md, as an allowlist.
 *
 * Every folder that holds code stands here exactly once; a folder that is missing is found by
 * `layers.test.ts`. Type imports count. ESLint reads the table through `layerZones`.
 */
/** @type {ReadonlyArray<{ readonly layer: string, readonly mayImport: readonly string[] }>} */
export const LAYERS = [
  { layer: 'src/model', mayImport: [] },
  { layer: 'src/api', mayImport: ['src/model', 'src/ui/console'] },
  { layer: 'src/state', mayImport: ['src/model', 'src/ui/console'] },
  { layer: 'src/ui', mayImport: ['src/model'] },
  { layer: 'src/data', mayImport: ['src/model', 'src/api'] },
  { layer: 'src/features', mayImport: ['src/model', 'src/state', 'src/data', 'src/ui'] },
  {
    layer: 'src/pages',
    mayImport: ['src/model', 'src/api', 'src/state', 'src/ui', 'src/data', 'src/features'],
  },
  { layer: 'mock-server/src/lib', mayImport: ['src/model'] },
  { layer: 'mock-server/src/conntrack', mayImport: ['src/model', 'mock-server/src/lib'] },
  { layer: 'mock-server/src/recording', mayImport: ['src/model', 'mock-server/src/lib'] },
  { layer: 'mock-server/src/enrich', mayImport: ['src/model', 'mock-server/src/lib'] },
  { layer: 'mock-server/src/frontend', mayImport: ['src/model', 'mock-server/src/lib'] },
  { layer: 'mock-server/src/store', mayImport: ['src/model', 'mock-server/src/lib'] },
  {
    layer: 'mock-server/src/query',
    mayImport: ['src/model', 'mock-server/src/lib', 'mock-server/src/store/flow-store.ts'],
  },
  {
    layer: 'mock-server/src/export',
    mayImport: ['src/model', 'mock-server/src/lib', 'mock-server/src/store/flow-store.ts'],
  },
  {
    layer: 'mock-server/src/netobserv',
    mayImport: ['src/model', 'mock-server/src/lib', 'mock-server/src/store/flow-store.ts'],
  },
  {
    layer: 'mock-server/src/http',
    mayImport: [
      'src/model',
      'mock-server/src/lib',
      'mock-server/src/query',
      'mock-server/src/store/flow-store.ts',
    ],
  },
  {
    layer: 'mock-server/src/routes',
    mayImport: [
      'src/model',
      'mock-server/src/lib',
      'mock-server/src/export',
      'mock-server/src/frontend',
      'mock-server/src/http',
      'mock-server/src/query',
      'mock-server/src/store/flow-store.ts',
    ],
  },
  { layer: 'dev-console', mayImport: [] },
];

/** What tests of every layer share; nothing that ships may import it. */
const TESTING = 'src/testing';

/** Folders of `src/features`, each its own island: siblings never import each other. */
const FEATURES = 'src/features';

/**
 * The table as zones of `import-x/no-restricted-paths`.
 *
 * A zone says: files of `target` may import nothing below `from` but the `except` entries. One zone
 * a layer and a root (`src`, `mock-server/src`, `dev-console`) turns the deny rule into an allowlist.
 *
 * @param {readonly string[]} featureFolders the folders in `src/features`, by name
 */
export function layerZones(featureFolders) {
  const roots = ['src', 'mock-server/src', 'dev-console'];
  const zones = LAYERS.flatMap(({ layer, mayImport }) =>
    roots.map((from) => ({
      target: `./${layer}`,
      from: `./${from}`,
      except: [layer, ...mayImport, TESTING]
        .filter((path) => path === from || path.startsWith(`${from}/`))
        .map((path) => (path === from ? '.' : `./${path.slice(from.length + 1)}`)),
      message: `${layer} may import only ${[layer, ...mayImport].join(', ')} (tools/layers.mjs).`,
    })),
  );
  const islands = featureFolders.map((folder) => ({
    target: `./${FEATURES}/${folder}`,
    from: `./${FEATURES}`,
    except: [`./${folder}`],
    message: 'Features never import each other: move what both need one layer down (tools/layers.mjs).',
  }));
  const shipped = {
    target: ['./src/!(testing)/**/!(*.test).ts', './src/!(testing)/**/!(*.test).tsx'],
    from: `./${TESTING}`,
    message: 'Only tests import src/testing (tools/layers.mjs).',
  };
  return [...zones, ...islands, shipped];
}
