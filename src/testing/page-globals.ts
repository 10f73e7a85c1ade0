/**
 * What the page's requests need of a browser, and its build puts into it, for tests that run without one: to be
 * imported before anything of `src/ui/console`.
 */
Object.assign(globalThis, {
  __PLUGIN_NAME__: 'netobserv-plugin',
  window: { location: { href: 'http://localhost/' }, SERVER_FLAGS: { basePath: '/' } },
});
