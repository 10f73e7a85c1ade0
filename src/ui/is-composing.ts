import type { KeyboardEvent } from 'react';

/** What browsers call a key that an input method takes; Safari says it of the Enter that ends a composition. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether a key belongs to an input method, which composes text with it: Enter chooses a word of it then, and the
 * arrows look for another.
 */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  // The code of a key is an old thing, and all that Safari says when the composition ends with this very key.
  const { keyCode } = nativeEvent as { readonly keyCode: number };
  return nativeEvent.isComposing || keyCode === TAKEN_BY_INPUT_METHOD;
}
