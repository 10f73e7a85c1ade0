import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { FIELDS } from '#model/fields/registry.ts';
import { FILTERS } from '#model/filter/definitions.ts';

import {
  NETOBSERV_COLUMNS,
  NETOBSERV_FIELDS,
  NETOBSERV_FILTERS,
  NETOBSERV_PANELS,
  NETOBSERV_SCOPES,
} from '../test/netobserv-tables.ts';
import { bundledFrontend, readFrontend } from './bundled-frontend.ts';
import { ConfigError } from './config-error.ts';
import { readCommand } from './config.ts';

const OPERATOR_CONFIG = join(import.meta.dirname, '../test/operator-config.yaml');

/** Rows of a table of texts: cells without the blanks around them. */
const rowsOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the bundled configuration', () => {
  const settings = bundledFrontend();

  test('has the columns of NetObserv in their order, and ours after them', () => {
    const rows = settings.columns.map((column) => [
      column.id,
      column.group ?? '',
      column.field ?? '',
      (column.fields ?? []).join(','),
      column.calculated ?? '',
      column.filter ?? '',
      column.default === true ? 'default' : '',
      String(column.width),
      column.feature ?? '',
    ]);
    const expected = rowsOf(NETOBSERV_COLUMNS);
    expect(expected).toHaveLength(92);
    expect(rows.slice(0, expected.length)).toEqual(expected);
    expect(settings.columns.slice(expected.length).some((column) => column.default === true)).toBe(false);
  });

  test('has the filters of NetObserv, and one for the type of records', () => {
    const rows = settings.filters.map((filter) => [
      filter.id,
      filter.component,
      filter.category ?? '',
      filter.autoCompleteAddsQuotes === true ? 'quotes' : '',
      filter.feature ?? '',
    ]);
    const expected = rowsOf(NETOBSERV_FILTERS);
    expect(expected).toHaveLength(70);
    expect(rows).toEqual([...expected, ['type', 'text', '', '', '']]);
  });

  test('has the fields of NetObserv, and all others that records are known to have', () => {
    const rows = settings.fields.map(({ name, type, format = '' }) => [name, type, format]);
    const expected = rowsOf(NETOBSERV_FIELDS);
    expect(expected).toHaveLength(68);
    expect(rows.slice(0, expected.length)).toEqual(expected);
    const names = settings.fields.map(({ name }) => name);
    // Of those with a mark, most are of conversations, and in no record.
    const ofRecords = FIELDS.map(({ name }) => name).filter((name) => !name.startsWith('_'));
    expect(names).toContain('_IsFirst');
    expect(ofRecords.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has the scopes of NetObserv', () => {
    const rows = settings.scopes.map((scope) => [
      scope.id,
      scope.labels.join(','),
      scope.feature ?? '',
      (scope.groups ?? []).join(','),
      scope.filter ?? (scope.filters ?? []).join(','),
      scope.stepInto ?? '',
    ]);
    expect(rows).toEqual(rowsOf(NETOBSERV_SCOPES));
  });

  test('has the panels of NetObserv', () => {
    expect(settings.panels).toEqual(NETOBSERV_PANELS.trim().split(/\s+/));
    expect(settings.panels).toHaveLength(48);
  });

  test('says of each thing what it is', () => {
    const silent = [
      ...settings.columns.filter(({ tooltip = '' }) => tooltip === '').map(({ id }) => id),
      ...settings.filters
        .filter(({ hint = '', examples = '' }) => hint === '' || examples === '')
        .map(({ id }) => id),
      ...settings.scopes.filter(({ description = '' }) => description === '').map(({ id }) => id),
      ...settings.fields.filter(({ description = '' }) => description === '').map(({ name }) => name),
    ];
    expect(silent).toEqual([]);
  });

  test('asks of filters the features that the project asks of them', () => {
    const features = new Map(FILTERS.map(({ id, feature }) => [id, feature]));
    for (const { id, feature } of settings.filters) {
      expect([id, feature]).toEqual([id, features.get(id)]);
    }
  });

  test('hides nothing until somebody chooses', () => {
    expect(settings.quickFilters.some((filter) => filter.default === true)).toBe(false);
  });

  test('says which version it is, and of when', () => {
    expect(settings.buildVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(settings.buildDate).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
  });
});

describe('--config', () => {
  test('reads what an operator writes', async () => {
    const { panels, buildVersion } = bundledFrontend();
    const settings = await readFrontend(OPERATOR_CONFIG);
    expect(settings).toMatchObject({
      panels,
      buildVersion,
      sampling: 50,
      features: ['pktDrop', 'zones'],
      alertNamespaces: ['netobserv'],
      portNaming: { enable: true, portNames: { '3100': 'loki', '9094': 'alertmanager' } },
      scopes: [{ id: 'namespace', stepInto: 'owner' }],
    });
    expect(settings.lokiLabels).toContain('SrcK8S_Zone');
    expect(settings.columns).toHaveLength(8);
    expect(settings.quickFilters.map(({ filter }) => filter)).toContainEqual({ 'dns_id!': '0' });
  });

  test('gives the server what the file says', async () => {
    const command = await readCommand(['--config', OPERATOR_CONFIG]);
    expect(command).toMatchObject({ kind: 'serve', options: { frontend: { sampling: 50 } } });
    const without = await readCommand([]);
    expect(without.kind === 'serve' && 'frontend' in without.options).toBe(false);
  });

  test('says what is wrong with a file that cannot be used', async () => {
    await expect(readFrontend('/nowhere.yaml')).rejects.toThrow(ConfigError);
    await expect(readFrontend('/nowhere.yaml')).rejects.toThrow('--config: cannot read /nowhere.yaml');
    const itself = import.meta.filename;
    await expect(readFrontend(itself)).rejects.toThrow(`--config ${itself}: `);
  });
});
