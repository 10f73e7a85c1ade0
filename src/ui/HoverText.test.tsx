import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { HoverText } from './HoverText.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets the pointer rest on a text of so many pixels that has room for 100, and gives what is told then. */
async function toldOf(widthPx: number, isMore: boolean): Promise<readonly (string | null)[]> {
  render(
    <HoverText full="front-7d9f" isMore={isMore}>
      <span style={{ overflowX: 'hidden' }}>front</span>
    </HoverText>,
  );
  const text = screen.getByText('front');
  Object.defineProperties(text, { scrollWidth: { value: widthPx }, clientWidth: { value: 100 } });
  fireEvent.pointerEnter(text);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  return [...document.querySelectorAll('[role="tooltip"]')].map(({ textContent }) => textContent);
}

test.each([
  ['is not told again where all of it can be read', 100, false, []],
  ['is told where it is cut', 101, false, ['front-7d9f']],
  ['is told where that says more than the text', 100, true, ['front-7d9f']],
])('a text %s', async (_name, widthPx, isMore, told) => {
  expect(await toldOf(widthPx, isMore)).toEqual(told);
});
