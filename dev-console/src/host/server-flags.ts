import type { ServerFlags } from '../server/server-flags.ts';

declare global {
  interface Window {
    readonly SERVER_FLAGS: ServerFlags;
  }
}

/** What the server wrote into the page. */
export const serverFlags: ServerFlags = window.SERVER_FLAGS;
