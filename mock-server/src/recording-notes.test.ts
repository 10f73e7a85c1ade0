import { describe, expect, test } from 'vitest';

import { LONGEST_NOTE_TEXT, MOST_RECORDING_NOTES } from '#model/wire/recording-note.ts';

import { Tally } from './recording/tally.ts';
import { recordingNotes } from './recording-notes.ts';

describe('recordingNotes', () => {
  test('tell what is to be known of a file by its code, and the file without its folder', () => {
    const tally = new Tally();
    tally.remark({
      code: 'not-ip',
      path: '/home/me/arp.pcap',
      text: '1 of 2 packets are not IP and make no flows',
      numbers: { others: 1, packets: 2 },
    });
    expect(recordingNotes(tally.facts, false)).toEqual([
      {
        code: 'not-ip',
        file: 'arp.pcap',
        text: '1 of 2 packets are not IP and make no flows',
        numbers: { others: 1, packets: 2 },
      },
    ]);
  });

  test('count what could not be read by what it is, and say where and why', () => {
    const tally = new Tally();
    tally.leaveOut({ path: '/tmp/a.pcap', unit: 'packet', line: 7, reason: 'cut short' });
    tally.leaveOut({ path: '/tmp/b.json', unit: 'line', line: 3, reason: 'not JSON' });
    expect(
      recordingNotes(tally.facts, false).map(({ text, file, numbers }) => [file, text, numbers]),
    ).toEqual([
      [undefined, '1 line could not be read', { count: 1 }],
      [undefined, '1 packet could not be read', { count: 1 }],
      ['a.pcap', 'packet 7: cut short', { line: 7 }],
      ['b.json', 'line 3: not JSON', { line: 3 }],
    ]);
  });

  test('tell first that there is nothing to track', () => {
    expect(recordingNotes(new Tally().facts, true)).toMatchObject([{ code: 'nothing-tracked' }]);
  });

  test('are bounded in number and in length', () => {
    const tally = new Tally();
    for (let index = 0; index < 2 * MOST_RECORDING_NOTES; index += 1) {
      tally.remark({ code: 'export-cut', path: `${index}`, text: 'x'.repeat(5000) });
    }
    const notes = recordingNotes(tally.facts, false);
    expect(notes).toHaveLength(MOST_RECORDING_NOTES);
    expect(Math.max(...notes.map(({ text }) => text.length))).toBe(LONGEST_NOTE_TEXT);
  });
});
