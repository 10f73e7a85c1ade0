import { describe, expect, test } from 'vitest';

import { NO_SETTINGS } from './frontend-settings.ts';
import type { FrontendSettings } from './frontend-settings.ts';
import { readSettings } from './read-settings.ts';

const BASE: FrontendSettings = {
  ...NO_SETTINGS,
  fields: [
    { name: 'SrcPort', type: 'number' },
    { name: 'Bytes', type: 'number' },
  ],
  columns: [
    { id: 'port', name: 'Port', field: 'SrcPort' },
    { id: 'both', name: 'Both', calculated: '[column.port,Bytes]' },
  ],
  filters: [{ id: 'src_port', name: 'Port', component: 'number' }],
  scopes: [{ id: 'port', name: 'Port', labels: ['SrcPort'], filter: 'src_port' }],
  quickFilters: [{ name: 'Web', filter: { src_port: '80' } }],
};

/** The lines of a file, as its `frontend`. */
const frontend = (...lines: readonly string[]) =>
  ['frontend:', ...lines.map((line) => `  ${line}`)].join('\n');

describe('readSettings', () => {
  function settingsOf(text: string): FrontendSettings {
    const settings = readSettings(text, BASE);
    if (!settings.ok) {
      throw new Error(settings.error);
    }
    return settings.value;
  }

  test.each(['', '{}', 'frontend:', 'server:\n  port: 9001\nloki:\nprometheus:\n'])(
    'leaves everything as it was where %j says nothing',
    (text) => {
      expect(settingsOf(text)).toEqual(BASE);
    },
  );

  test('replaces what is given, as a whole, and nothing else', () => {
    const settings = settingsOf(frontend('panels: [Bytes]', 'sampling: 50', 'features: [dnsTracking]'));
    expect(settings).toEqual({ ...BASE, panels: ['Bytes'], sampling: 50, features: ['dnsTracking'] });
  });

  test('takes the labels of Loki, and nothing else of how a backend is reached', () => {
    const text = 'loki:\n  url: http://loki\n  labels: [SrcK8S_Namespace]\n  tokenPath: /t\n';
    expect(settingsOf(text)).toEqual({ ...BASE, lokiLabels: ['SrcK8S_Namespace'] });
  });

  test('takes values that YAML reads as numbers for the text that is meant', () => {
    const settings = settingsOf(
      frontend(
        'quickFilters:',
        '  - {name: Web, filter: {src_port!: 80}}',
        'portNaming: {portNames: {3100: 7}}',
      ),
    );
    expect(settings.quickFilters).toEqual([{ name: 'Web', filter: { 'src_port!': '80' } }]);
    expect(settings.portNaming).toEqual({ enable: true, portNames: { '3100': '7' } });
  });

  test('lets keys through that only newer versions know', () => {
    const column = '  - {id: port, name: Port, field: SrcPort, tomorrow: 1}';
    expect(settingsOf(frontend('colourScheme: dark', 'columns:', column)).columns).toHaveLength(1);
  });

  test('accepts a column whose filter is not there, as that of NetObserv is', () => {
    expect(
      settingsOf(frontend('columns: [{id: a, name: A, field: Bytes, filter: type}]')).columns,
    ).toHaveLength(1);
  });

  test('accepts calculations and scopes of fields that records have, declared or not', () => {
    const settings = settingsOf(
      frontend(
        'columns: [{id: a, name: A, calculated: "[XlatSrcK8S_Name]"}]',
        'scopes: [{id: a, name: A, labels: [SrcK8S_Zone]}]',
      ),
    );
    expect(settings.columns).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ['broken YAML', 'frontend: [', 'at line 1, column 12'],
    ['a key twice', frontend('sampling: 1', 'sampling: 2'), 'Map keys must be unique at line 3'],
    ['a text', 'frontend', 'the file: must be object'],
    [
      'another file',
      'apiVersion: v1\nkind: ConfigMap\ndata: {}',
      'the file: has none of server, loki, prometheus, frontend',
    ],
    ['a section of another type', 'loki:\n  labels: all', 'line 2, loki.labels: must be array'],
    ['a misspelt section', 'frontned: {}', 'line 1, frontned: is not known; did you mean frontend?'],
    [
      'a misspelt key',
      frontend('colums: []'),
      'line 2, frontend.colums: is not known; did you mean columns?',
    ],
    ['a number as text', frontend('sampling: many'), 'line 2, frontend.sampling: must be integer'],
    [
      'a width as text',
      frontend('columns:', '  - id: a', '    name: A', '    field: Bytes', '    width: wide'),
      'line 6, frontend.columns[0].width: must be number',
    ],
    ['a column without a name', frontend('columns:', '  - id: a'), 'line 3, frontend.columns[0]: must have'],
    [
      'a column of an unknown field',
      frontend('columns:', '  - {id: a, name: A, field: SrcPrt}'),
      'line 3, frontend.columns[0].field: SrcPrt is not among frontend.fields; did you mean SrcPort?',
    ],
    [
      'a column of fields, one of them unknown',
      frontend('columns:', '  - {id: a, name: A, fields: [Bytes, Nope]}'),
      'line 3, frontend.columns[0].fields[1]: Nope is not among frontend.fields',
    ],
    [
      'a column of nothing',
      frontend('columns:', '  - {id: a, name: A}'),
      'line 3, frontend.columns[0]: column a has none of field, fields, calculated',
    ],
    [
      'a calculation that cannot be read',
      frontend('columns:', '  - {id: a, name: A, calculated: "sum(Bytes)"}'),
      'line 3, frontend.columns[0].calculated: must begin with',
    ],
    [
      'a calculation with an unknown field',
      frontend('columns:', '  - {id: a, name: A, calculated: "[Byts]"}'),
      'line 3, frontend.columns[0].calculated: speaks of Byts, which is no field; did you mean Bytes?',
    ],
    [
      'a calculation with an unknown column',
      frontend('columns:', '  - {id: a, name: A, calculated: "[column.b]"}'),
      'line 3, frontend.columns[0].calculated: speaks of column.b, which is no column',
    ],
    [
      'columns that are made of each other',
      frontend(
        'columns:',
        '  - {id: a, name: A, calculated: "[column.b]"}',
        '  - {id: b, name: B, calculated: "[column.a]"}',
      ),
      'line 4, frontend.columns[1].calculated: makes column b of itself',
    ],
    [
      'a column twice',
      frontend('columns:', '  - {id: a, name: A, field: Bytes}', '  - {id: a, name: B, field: Bytes}'),
      'line 4, frontend.columns[1].id: a is there twice',
    ],
    ['a panel twice', frontend('panels: [Bytes, Bytes]'), 'line 2, frontend.panels[1]: Bytes is there twice'],
    [
      'a type of field that is none',
      frontend('fields:', '  - {name: SrcPort, type: numeric}', '  - {name: Bytes, type: number}'),
      'line 3, frontend.fields[0].type: must be one of number, string, number[], string[], not "numeric"',
    ],
    [
      'a filter with an unknown component',
      frontend('filters:', '  - {id: src_port, name: Port, component: slider}'),
      'line 3, frontend.filters[0].component: must be one of autocomplete, text, number, not "slider"',
    ],
    [
      'a filter of an unknown category',
      frontend('filters:', '  - {id: src_port, name: Port, component: text, category: src}'),
      'line 3, frontend.filters[0].category: must be one of source, destination, endpoint, not "src"',
    ],
    [
      'a scope of an unknown label',
      frontend('scopes:', '  - id: a', '    name: A', '    labels: [Bytes, Nope]'),
      'line 5, frontend.scopes[0].labels[1]: Nope is no field',
    ],
    [
      'a scope with an unknown filter',
      frontend('scopes:', '  - {id: a, name: A, labels: [Bytes], filters: [src_port, dst_port]}'),
      'line 3, frontend.scopes[0].filters[1]: dst_port is not among frontend.filters',
    ],
    [
      'a quick filter with an unknown filter',
      frontend('quickFilters:', '  - name: A', '    filter:', '      "nothing!": 1'),
      'line 5, frontend.quickFilters[0].filter.nothing!: nothing is not among frontend.filters',
    ],
    [
      'fields without one that a bundled column has',
      frontend('fields: [{name: Bytes, type: number}]'),
      'bundled, frontend.columns[0].field: SrcPort is not among frontend.fields',
    ],
  ])('says what is wrong, and where: %s', (_, text, expected) => {
    const settings = readSettings(text, BASE);
    expect(settings.ok ? 'nothing' : settings.error).toContain(expected);
  });

  test('tells the first of many problems, and how many more there are', () => {
    const settings = readSettings(frontend(`panels: [${'a, '.repeat(9)}]`), BASE);
    const lines = settings.ok ? [] : settings.error.split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('and 3 more');
  });
});
