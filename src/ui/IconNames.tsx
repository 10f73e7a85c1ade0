import { Tooltip } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

type IconNamesProps = { readonly children: ReactNode; readonly className: string };

/** A button that shows an icon alone, and the words for it. */
type Named = { readonly button: HTMLElement; readonly name: string };

/** How long a pointer or the focus rests on a button before its name is shown, in ms. */
const REST_MS = 300;

/**
 * Shows the name of every button within that has an icon and no text, on hover and on keyboard focus, in one tooltip.
 *
 * Events come by React's tree: of menus and dialogs too, wherever they are put in the document. `data-hint` says more
 * than the name where there is more to say.
 */
export function IconNames({ children, className }: IconNamesProps) {
  const [named, setNamed] = useState<Named>();
  const over = useRef<HTMLElement>();
  const resting = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(resting.current), []);

  const leave = () => {
    clearTimeout(resting.current);
    setNamed(undefined);
  };
  const come = (target: EventTarget) => {
    const button =
      target instanceof Element ? (target.closest<HTMLElement>('button') ?? undefined) : undefined;
    if (button === over.current) {
      return;
    }
    leave();
    over.current = button;
    const found = button === undefined ? undefined : namedIcon(button);
    if (found !== undefined) {
      resting.current = setTimeout(() => setNamed(found.button.isConnected ? found : undefined), REST_MS);
    }
  };

  return (
    <div
      role="presentation"
      className={className}
      onPointerOver={({ target, pointerType }) => pointerType !== 'touch' && come(target)}
      onPointerLeave={() => come(document)}
      onFocus={({ target }) => target.matches(':focus-visible') && come(target)}
      onBlur={() => come(document)}
      onPointerDown={leave}
      onKeyDown={leave}
    >
      {children}
      {named !== undefined && (
        <Tooltip
          triggerRef={() => named.button}
          content={named.name}
          isVisible
          trigger="manual"
          aria="none"
          aria-live="off"
          position="bottom"
          entryDelay={0}
        />
      )}
    </div>
  );
}

/** The name of a button, if it has no text to be seen and has not opened anything. */
function namedIcon(button: HTMLElement): Named | undefined {
  const isOpen = button.getAttribute('aria-haspopup') !== null && button.ariaExpanded === 'true';
  const name = button.dataset['hint'] ?? button.getAttribute('aria-label') ?? textOfLabels(button);
  return button.textContent.trim() === '' && name !== '' && !isOpen ? { button, name } : undefined;
}

/** `aria-labelledby`: the texts or labels of other elements, the button itself among them at times. */
function textOfLabels(button: HTMLElement): string {
  const ids = button.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  return ids
    .map((id) => document.getElementById(id))
    .map((label) => label?.getAttribute('aria-label') ?? label?.textContent ?? '')
    .join(' ')
    .trim();
}
