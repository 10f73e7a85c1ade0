import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * Keeps the focus among the chips when one of them becomes another or goes.
 *
 * The returned function asks for the focus of the chip of a condition, by its text, as soon as that is drawn. The
 * link changes first, and the chips follow when the router has told of it.
 */
export function useChipFocus(chips: RefObject<HTMLElement>): (text: string) => void {
  const wanted = useRef<string>();

  useEffect(() => {
    const text = wanted.current;
    if (text === undefined) {
      return;
    }
    const buttons = [...(chips.current?.querySelectorAll<HTMLElement>('[data-condition]') ?? [])];
    const button = buttons.find(({ dataset }) => dataset['condition'] === text);
    if (button !== undefined) {
      wanted.current = undefined;
      button.focus();
    }
  });

  return (text) => {
    wanted.current = text;
  };
}
