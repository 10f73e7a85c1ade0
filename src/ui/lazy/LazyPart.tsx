import type { ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';

import type { LazyCode } from './lazy-code.ts';
import { PartFailed } from './PartFailed.tsx';
import { useLazyCode } from './useLazyCode.ts';

type LazyPartProps<Code> = {
  readonly lazy: LazyCode<Code>;
  /** What stands in its place until it is there: as large, so that nothing moves. */
  readonly waiting?: ReactNode;
  /** What is drawn around that, and around the message of a failure. */
  readonly frame?: (content: ReactNode) => ReactNode;
  /** True for a part that takes the focus by itself when it is first drawn. */
  readonly takesFocus?: boolean;
  /** Draws the part, once its code is there. */
  readonly children: (code: Code) => ReactNode;
};

/**
 * A part of the page whose code comes when it is first shown. Where that fails it says so, and offers to try again;
 * who tried again has the focus on the part when it comes.
 */
export function LazyPart<Code>({
  lazy,
  waiting,
  frame = (content) => content,
  takesFocus = false,
  children,
}: LazyPartProps<Code>) {
  const state = useLazyCode(lazy);
  switch (state.kind) {
    case 'ready':
      return state.isAgain && !takesFocus ? (
        <AfterRetry>{children(state.code)}</AfterRetry>
      ) : (
        children(state.code)
      );
    case 'failed':
      return frame(<PartFailed isTrying={false} onRetry={lazy.load} />);
    case 'loading':
    case 'unasked':
      return frame(
        state.kind === 'loading' && state.isAgain ? <PartFailed isTrying onRetry={lazy.load} /> : waiting,
      );
  }
}

/** Takes the focus over from the button that was pressed, which is gone with the message. */
function AfterRetry({ children }: { readonly children: ReactNode }) {
  const part = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) {
      part.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div ref={part} tabIndex={-1}>
      {children}
    </div>
  );
}
