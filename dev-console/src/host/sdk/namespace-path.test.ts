import { describe, expect, test } from 'vitest';

import { namespaceOfPath, pathForNamespace } from './namespace-path.ts';

describe('namespaceOfPath', () => {
  test.each([
    ['/netflow-traffic/ns/shop', 'shop'],
    ['/netflow-traffic/ns/shop/deeper', 'shop'],
    ['/netflow-traffic/all-namespaces', '#ALL_NS#'],
    ['/netflow-traffic', undefined],
    ['/netflow-traffic/nsx/shop', undefined],
    ['/a/b/ns/shop', undefined],
  ])('of %s is %s', (path, namespace) => {
    expect(namespaceOfPath(path)).toBe(namespace);
  });
});

describe('pathForNamespace', () => {
  test.each([
    ['/netflow-traffic/all-namespaces', 'shop', '/netflow-traffic/ns/shop'],
    ['/netflow-traffic/ns/shop/deeper', 'db', '/netflow-traffic/ns/db'],
    ['/netflow-traffic/ns/shop', '#ALL_NS#', '/netflow-traffic/all-namespaces'],
    ['/netflow-traffic', 'shop', undefined],
  ])('leads from %s with %s to %s', (path, namespace, next) => {
    expect(pathForNamespace(path, namespace)).toBe(next);
  });
});
