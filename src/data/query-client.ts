import { QueryClient } from '@tanstack/react-query';

/** How long an answer that nothing shows any more is kept, in ms: long enough for Back. */
const KEEP_MS = 2 * 60 * 1000;

/**
 * The plugin's own cache of answers.
 *
 * Nothing is repeated behind the user's back: neither on failure (the page says so and offers it) nor when
 * the window gets the focus.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, gcTime: KEEP_MS, networkMode: 'always' },
    },
  });
}
