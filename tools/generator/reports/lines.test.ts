import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fragment, LineBuffer } from './lines.ts';

describe('LineBuffer', () => {
  test('writes numbers as JavaScript prints them', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        const lines = new LineBuffer();
        lines.putNumber(number);
        expect(new TextDecoder().decode(lines.take())).toBe(String(number));
      }),
    );
  });

  test.each([0, 9, 10, 999_999_999, 1_000_000_000, 1_000_000_001, 1_767_600_000_000])(
    'writes %d',
    (number) => {
      const lines = new LineBuffer();
      lines.put(fragment('<'));
      lines.putNumber(number);
      lines.putAll([fragment('>'), fragment('!')]);
      expect(new TextDecoder().decode(lines.take())).toBe(`<${number}>!`);
    },
  );

  test('counts what it has handed out', () => {
    const lines = new LineBuffer();
    lines.put(fragment('one'));
    lines.take();
    lines.put(fragment('two'));
    expect(lines.total).toBe(6);
    expect(new TextDecoder().decode(lines.take())).toBe('two');
  });
});
