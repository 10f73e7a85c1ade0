import type { KeyboardEvent } from 'react';
import { describe, expect, test } from 'vitest';

import { isComposing } from './is-composing.ts';

describe('isComposing', () => {
  test.each([
    ['Enter while something is composed', { isComposing: true, keyCode: 13 }, true],
    ['Enter that ends a composition, in Safari', { isComposing: false, keyCode: 229 }, true],
    ['a plain Enter', { isComposing: false, keyCode: 13 }, false],
  ])('of %s', (_name, nativeEvent, expected) => {
    expect(isComposing({ nativeEvent } as KeyboardEvent)).toBe(expected);
  });
});
