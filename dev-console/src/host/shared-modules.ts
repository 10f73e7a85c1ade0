/** One version of a module in a share scope of webpack's module federation. */
type SharedModule = {
  readonly get: () => Promise<() => unknown>;
  readonly from: string;
  readonly eager: boolean;
  readonly loaded?: 1;
};

/** Module → version → where to get it; a plugin's container adds its own to it. */
export type ShareScope = Record<string, Record<string, SharedModule>>;

declare const __webpack_init_sharing__: (name: string) => Promise<void>;
declare const __webpack_share_scopes__: Readonly<Record<string, ShareScope>>;

const nothing: SharedModule = {
  get: () => Promise.resolve(() => ({})),
  from: 'dev-console',
  eager: true,
  loaded: 1,
};

/**
 * What the console gives to its plugins: the modules that its build provides (`webpack.config.ts`), and those
 * that it puts in by hand.
 */
export async function loadShareScope(): Promise<ShareScope> {
  await __webpack_init_sharing__('default');
  const provided = __webpack_share_scopes__['default'];
  const router = provided?.['react-router'];
  const sdk = provided?.['@openshift-console/dynamic-plugin-sdk'];
  if (provided === undefined || router === undefined || sdk === undefined) {
    throw new Error('The build of the console provides no modules.');
  }
  // The old names of the router.
  provided['react-router-dom'] = router;
  provided['react-router-dom-v5-compat'] = router;
  // The SDK's internals, of which this console has none.
  provided['@openshift-console/dynamic-plugin-sdk-internal'] = Object.fromEntries(
    Object.keys(sdk).map((version) => [version, nothing]),
  );
  return provided;
}
