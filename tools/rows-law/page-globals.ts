/**
 * What the page's requests need of a browser, and its build puts into it: to be imported before anything of it. The
 * server of the same test runs on Node's own globals.
 */
Object.assign(globalThis, {
  __PLUGIN_NAME__: 'netobserv-plugin',
  window: { location: { href: 'http://localhost/' }, SERVER_FLAGS: { basePath: '/' } },
});
