import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Database } from '../database.ts';
import { SCHEMA } from '../schema.ts';
import { sql } from '../sql.ts';
import { Dictionary } from './dictionary.ts';

describe('Dictionary', () => {
  let database: Database;
  let dictionary: Dictionary;
  beforeEach(async () => {
    database = await Database.open(undefined);
    for (const statement of SCHEMA) {
      await database.write(statement);
    }
    dictionary = await Dictionary.of(database);
  });
  afterEach(() => {
    database.close();
  });

  test('gives the same code to the same text, and the text back', () => {
    const codes = ['pod-1', 'pod-2', 'pod-1', ''].map((text) => dictionary.encode(text));
    expect(codes).toEqual([0, 1, 0, 2]);
    expect(codes.map((code) => dictionary.decode(code ?? -1))).toEqual(['pod-1', 'pod-2', 'pod-1', '']);
    expect(dictionary.find('pod-2')).toBe(1);
    expect(dictionary.find('pod-3')).toBeUndefined();
  });

  test('refuses text that cannot be stored', () => {
    expect(dictionary.encode('\uD800')).toBeUndefined();
  });

  test('finds lists by what is in them', () => {
    const first = dictionary.encodeList(['eth0', 'ens5']);
    dictionary.encodeList(['eth1']);
    expect(dictionary.decodeList(first ?? -1)).toEqual(['eth0', 'ens5']);
    expect(dictionary.findLists((items) => items.includes('ens5'))).toEqual([first]);
  });

  test('finds addresses in a range, and text that is written like the range', () => {
    for (const text of ['10.0.0.7', '10.0.0.8', '0A:58:0A:00:00:07', '10.0.0.0/29']) {
      dictionary.encode(text);
    }
    const range = { text: '10.0.0.0/29', first: '40a000000', last: '40a000007' };
    expect([...dictionary.findAddresses(range)].sort()).toEqual([0, 3]);
  });

  test('tests texts that are new since it was asked, and no other ones again', () => {
    const tested: string[] = [];
    const isPod = (text: string) => {
      tested.push(text);
      return text.startsWith('pod');
    };
    dictionary.encode('pod-1');
    dictionary.encode('node-1');
    expect(dictionary.findTexts('pods', isPod)).toEqual([0]);
    dictionary.encode('pod-2');
    expect(dictionary.findTexts('pods', isPod)).toEqual([0, 2]);
    expect(tested).toEqual(['pod-1', 'node-1', 'pod-2']);
  });

  test('is the same after it was written and read again, addresses in their order', async () => {
    dictionary.encode('10.0.0.7');
    dictionary.encode('0A:58:0A:00:00:07');
    dictionary.encodeList([1, 2]);
    await database.script(await dictionary.write());
    dictionary.keep();
    const again = await Dictionary.of(database);
    expect(again.find('10.0.0.7')).toBe(0);
    expect(again.findLists(() => true).map((code) => again.decodeList(code))).toEqual([[1, 2]]);
    const range = { text: '10.0.0.0/29', first: '40a000000', last: '40a000007' };
    expect(again.findAddresses(range)).toEqual([0]);
  });

  test('forgets texts that could not be written', async () => {
    dictionary.encode('kept');
    await database.script(await dictionary.write());
    dictionary.keep();
    dictionary.encodeList(['lost']);
    expect(dictionary.findTexts('all', () => true)).toEqual([0, 1]);
    const failing = database.script([...(await dictionary.write()), sql`select cast('x' as integer)`]);
    await expect(failing).rejects.toThrow(/Could not convert/);
    dictionary.forget();
    expect(dictionary.find('["lost"]')).toBeUndefined();
    expect(dictionary.findLists(() => true)).toEqual([]);
    expect(dictionary.findTexts('all', () => true)).toEqual([0]);
    expect(dictionary.encode('next')).toBe(1);
    await database.script(await dictionary.write());
    expect((await database.read(sql`select text from texts order by code`)).rows).toEqual([
      ['kept'],
      ['next'],
    ]);
  });
});
