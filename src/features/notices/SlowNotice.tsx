import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { useIsLate } from '../../ui/useIsLate.ts';
import type { WhatIsSlowProps } from './WhatIsSlow.tsx';

/** So long an answer may take before something is said of it, in ms. */
const SLOW_MS = 4_000;

/** It plans what is asked, which a page of a backend that is quick does not. */
const WHAT_IS_SLOW = new LazyCode(
  async () => (await import(/* webpackChunkName: "netobserv" */ './WhatIsSlow.tsx')).WhatIsSlow,
);

/** Shown while rows are waited for: after some seconds it says what makes them slow. */
export function SlowNotice(props: WhatIsSlowProps) {
  const isSlow = useIsLate(SLOW_MS);
  return isSlow ? <LazyPart lazy={WHAT_IS_SLOW}>{(WhatIsSlow) => <WhatIsSlow {...props} />}</LazyPart> : null;
}
