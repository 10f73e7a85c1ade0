import { lazy, Suspense } from 'react';

import { useIsLate } from '../../ui/useIsLate.ts';
import type { WhatIsSlowProps } from './WhatIsSlow.tsx';

/** So long an answer may take before something is said of it, in ms. */
const SLOW_MS = 4_000;

/** It plans what is asked, which a page of a backend that is quick does not. */
const WhatIsSlow = lazy(async () => ({
  default: (await import(/* webpackChunkName: "netobserv" */ './WhatIsSlow.tsx')).WhatIsSlow,
}));

/** Shown while rows are waited for: after some seconds it says what makes them slow. */
export function SlowNotice(props: WhatIsSlowProps) {
  const isSlow = useIsLate(SLOW_MS);
  return isSlow ? (
    <Suspense>
      <WhatIsSlow {...props} />
    </Suspense>
  ) : null;
}
