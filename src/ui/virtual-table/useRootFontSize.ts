import { useState } from 'react';

/** Browsers' default, for where there is no layout. */
const USUAL_PX = 16;

/** What 1rem is, in pixels, as the user has set it; read once. */
export function useRootFontSize(): number {
  const [px] = useState(() => {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Number.isFinite(size) && size > 0 ? size : USUAL_PX;
  });
  return px;
}
