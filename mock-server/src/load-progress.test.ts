import { describe, expect, test } from 'vitest';

import { LoadProgress } from './load-progress.ts';

describe('LoadProgress', () => {
  test('is silent for two seconds, and then says every two seconds how far it is', () => {
    const lines: string[] = [];
    const progress = new LoadProgress((line) => lines.push(line), 1000);
    progress.note('stored', 500, 1500);
    progress.note('stored', 500, 2999);
    expect(lines).toEqual([]);
    progress.note('stored', 1000, 3000);
    progress.note('stored', 1000, 4000);
    progress.note('stored', 1000, 5000);
    expect(lines).toEqual(['2 000 records stored, 1 000 a second', '4 000 records stored, 1 000 a second']);
  });

  test('is silent when the recording is loaded', () => {
    const lines: string[] = [];
    const progress = new LoadProgress((line) => lines.push(line), 0);
    progress.end();
    progress.note('stored', 1000, 5000);
    expect(lines).toEqual([]);
  });

  test('counts anew when a recording that was read is stored', () => {
    const lines: string[] = [];
    const progress = new LoadProgress((line) => lines.push(line), 0);
    progress.note('read', 6000, 2000);
    progress.note('stored', 1000, 4000);
    expect(lines).toEqual(['6 000 records read, 3 000 a second', '1 000 records stored, 500 a second']);
  });
});
