import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EVERYTHING } from '#model/filter/filter.ts';
import { numberField } from '#model/flow.ts';
import type { FrontendConfig } from '#model/wire/config.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { HAS_TSHARK } from '../src/recording/testing/tshark-conversations.ts';
import { FakeClock } from './fake-clock.ts';

const CASES = fileURLToPath(new URL('./cases/', import.meta.url));
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

/** What is right for a capture of somebody else. */
type Right = {
  readonly files: readonly string[];
  readonly conversations: number;
  /** Flows that are shown, and their sums; absent of those whose counters are not known. */
  readonly flows: number;
  readonly packets?: number;
  readonly bytes?: number;
  /** The codes of the notes, and what is not read with its place. */
  readonly notes?: readonly string[];
  readonly leftOut?: readonly string[];
  /** The first and the last instant, in s. */
  readonly spanS?: readonly [number, number];
  readonly options?: Partial<ServerOptions>;
};

const S = 1_790_000_000;

const RIGHT: Readonly<Record<string, Right>> = {
  'a start of 0: placed by its end, and told': {
    files: ['times/start-zero.jsonl'],
    conversations: 6,
    flows: 6,
    notes: ['start-unknown'],
    spanS: [S, S + 4.5],
  },
  'a start after its end: placed by its end, and told': {
    files: ['times/start-2042.jsonl'],
    conversations: 6,
    flows: 6,
    notes: ['start-unknown'],
    spanS: [S, S + 4.5],
  },
  'times that a spreadsheet has rounded: told': {
    files: ['times/excel-sci.csv'],
    conversations: 6,
    flows: 6,
    notes: ['times-rounded'],
  },
  'bytes behind the end of gzip: told': {
    files: ['files/gzip-trailing-garbage.ndjson.gz'],
    conversations: 3,
    flows: 6,
    notes: ['trailing-bytes'],
  },
  'UTF-16': { files: ['files/utf16le.jsonl'], conversations: 6, flows: 6, bytes: 6015 },
  'semicolons between cells': { files: ['files/excel-semi.csv'], conversations: 6, flows: 6, bytes: 6015 },
  'thousands and units': {
    files: ['files/csv-bad-numbers.csv'],
    conversations: 3,
    flows: 3,
    bytes: 2500,
    packets: 15,
    notes: ['counters-unknown'],
  },
  'negative counters': {
    files: ['files/negative-bytes.ndjson'],
    conversations: 1,
    flows: 1,
    bytes: 0,
    packets: 5,
    notes: ['counters-unknown'],
  },
  'protocols by name': { files: ['files/proto-as-text.ndjson'], conversations: 2, flows: 2 },
  'half of a surrogate pair': {
    files: ['files/lone-surrogate.ndjson'],
    conversations: 2,
    flows: 2,
    notes: ['characters-replaced'],
  },
  'a database cut at a page: the lost rows are told': {
    files: ['files/cut-page-short.db'],
    conversations: 554,
    flows: 554,
    notes: ['no-times', 'not-read', 'not-read-at'],
    leftOut: ['row 544'],
  },
  'names of pods before the lines': { files: ['files/pods-prefix.log'], conversations: 1, flows: 2 },
};

const RIGHT_PACKETS: Readonly<Record<string, Right>> = {
  'the same packets from two ends: counted once, with two observers': {
    files: ['files/node-1.pcapng', 'files/node-2.pcapng'],
    conversations: 1,
    flows: 2,
    packets: 14,
    bytes: 876,
  },
  'one file named twice: counts once': {
    files: ['files/node-1.pcapng', 'files/node-1.pcapng'],
    conversations: 1,
    flows: 2,
    packets: 14,
    bytes: 876,
    notes: ['same-file'],
  },
  'ICMP alone: flows, and nothing to track': {
    files: ['files/icmp-only.pcap'],
    conversations: 0,
    flows: 1,
    packets: 5,
    notes: ['nothing-tracked'],
  },
  'a clock that counts from 1970, 15 days ago': {
    files: ['times/clock-1970-uptime-15days.pcap'],
    conversations: 1,
    flows: 2,
    packets: 14,
    notes: ['clock-not-set'],
    spanS: [1_296_000, 1_296_002.6],
  },
  'a clock that counts from 1970, just now': {
    files: ['times/clock-1970-uptime-0s.pcap'],
    conversations: 1,
    flows: 2,
    packets: 14,
    notes: ['clock-not-set'],
    spanS: [0, 2.6],
  },
  'one packet whose time is broken': {
    files: ['times/one-packet-at-epoch.pcap'],
    conversations: 1,
    flows: 2,
    packets: 13,
    notes: ['not-read', 'not-read-at'],
    leftOut: ['packet 1'],
    spanS: [1_788_000_000.2, 1_788_000_002.6],
  },
};

describe("strangers' captures", () => {
  describe.each([
    ['of flow logs', RIGHT, true],
    ['of packets (need tshark)', RIGHT_PACKETS, HAS_TSHARK],
  ] as const)('%s', (_name, table, canRun) => {
    describe.skipIf(!canRun).each(Object.entries(table))('%s', (_case, right) => {
      let app: App;
      beforeAll(async () => {
        app = await createApp(optionsOf(right.files, right.options), new FakeClock(0));
      });
      afterAll(() => app.stop());

      test('is opened with the right flows and conversations', async () => {
        const { records } = await app.store.records({
          span: ALWAYS,
          types: ['flowLog'],
          filter: EVERYTHING,
          limit: 1000,
        });
        const sum = (field: string) =>
          records.reduce((total, record) => total + (numberField(record, field) ?? 0), 0);
        expect({
          flows: records.length,
          conversations: (await app.store.summary()).conversations,
          ...(right.packets === undefined ? {} : { packets: sum('Packets') }),
          ...(right.bytes === undefined ? {} : { bytes: sum('Bytes') }),
        }).toEqual({
          flows: right.flows,
          conversations: right.conversations,
          ...(right.packets === undefined ? {} : { packets: right.packets }),
          ...(right.bytes === undefined ? {} : { bytes: right.bytes }),
        });
      });

      test('tells the page what is to be known, and on which time to open', async () => {
        const answer = await app.app.inject('/api/frontend-config');
        const { recording } = answer.json<FrontendConfig>();
        const { notes = [], firstMs = -1, lastMs = -1, isUntracked = false } = recording ?? {};
        expect(notes.map(({ code }) => code)).toEqual(right.notes ?? []);
        expect(
          notes
            .filter(({ code }) => code === 'not-read-at')
            .map(({ texts, numbers }) => `${texts?.['unit'] ?? ''} ${numbers?.['line'] ?? ''}`),
        ).toEqual(right.leftOut ?? []);
        expect(isUntracked).toBe(right.conversations === 0);
        if (right.spanS !== undefined) {
          expect([firstMs / 1000, lastMs / 1000]).toEqual(right.spanS);
        }
      });

      test('is answered for its whole time, and can be exported', async () => {
        const answer = await app.app.inject('/api/frontend-config');
        const { firstMs = 0, lastMs = 0 } = answer.json<FrontendConfig>().recording ?? {};
        const window = `startTime=${Math.floor(firstMs / 1000)}&endTime=${Math.ceil(lastMs / 1000) + 1}`;
        const paths = [
          `/api/loki/flow/records?${window}&recordType=flowLog&limit=100`,
          `/api/conversations?${window}`,
          ...['csv', 'json', 'ndjson', 'zeek'].map((format) => `/api/loki/export?${window}&format=${format}`),
        ];
        for (const path of paths) {
          const { statusCode, body } = await app.app.inject(path);
          expect([path, statusCode, statusCode === 200 ? '' : body]).toEqual([path, 200, '']);
        }
      });
    });
  });

  test.each([
    ['an empty array', 'files/empty-array.json', /holds no flows/],
    [
      'an error of Loki',
      'files/loki-error.json',
      /an error of Loki.*parse error at line 1, col 14: syntax error/,
    ],
  ])('%s is refused with what it is', async (_name, file, message) => {
    await expect(createApp(optionsOf([file]))).rejects.toThrow(message);
  });

  test.skipIf(!HAS_TSHARK)('ARP alone is refused with what it is', async () => {
    await expect(createApp(optionsOf(['files/arp-only.pcap']))).rejects.toThrow(
      /holds no flows: 5 packets, none of them IP/,
    );
  });
});

function optionsOf(files: readonly string[], more: Partial<ServerOptions> = {}): ServerOptions {
  return {
    ...SERVER_DEFAULTS,
    flowsPaths: files.map((file) => `${CASES}${file}`),
    timeline: 'recorded',
    logLevel: 'silent',
    ...more,
  };
}
