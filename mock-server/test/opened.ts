import { join } from 'node:path';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { T0 } from './flow-builder.ts';

/** The path of an input that failed once, kept beside the tests. */
export function casePath(kind: string, file: string): string {
  return join(import.meta.dirname, 'cases', kind, file);
}

/** Opens files as `--flows` does, on their own times, and closes them after use. */
export async function withOpened<T>(
  flowsPaths: readonly string[],
  use: (app: App) => Promise<T>,
  more: Partial<ServerOptions> = {},
): Promise<T> {
  const options = { ...SERVER_DEFAULTS, flowsPaths, timeline: 'recorded', logLevel: 'silent' } as const;
  const app = await createApp({ ...options, ...more }, new FakeClock(T0 + 1e10));
  try {
    return await use(app);
  } finally {
    await app.stop();
  }
}
