import { describe, expect, test } from 'vitest';

import { menuStep } from './cell-menu-keys.ts';

const LINES = [['a1', 'a2'], ['b1', 'b2'], ['c1']] as const;

describe('menuStep', () => {
  test.each([
    ['ArrowDown', 'a2', 'b2'],
    ['ArrowDown', 'b2', 'c1'],
    ['ArrowDown', 'c1', 'a1'],
    ['ArrowUp', 'b1', 'a1'],
    ['ArrowUp', 'a2', 'c1'],
    ['ArrowRight', 'a1', 'a2'],
    ['ArrowRight', 'a2', 'a2'],
    ['ArrowLeft', 'a2', 'a1'],
    ['ArrowLeft', 'a1', 'a1'],
    ['Home', 'c1', 'a1'],
    ['End', 'a2', 'c1'],
    ['ArrowDown', 'elsewhere', 'a1'],
    ['ArrowUp', 'elsewhere', 'c1'],
  ])('%s leads from %s to %s', (key, from, to) => {
    expect(menuStep<string>(key, LINES, from)).toBe(to);
  });

  test('has nowhere to lead to in an empty menu, nor by other keys', () => {
    expect(menuStep('ArrowDown', [], 'a1')).toBeUndefined();
    expect(menuStep<string>('x', LINES, 'a1')).toBeUndefined();
  });
});
