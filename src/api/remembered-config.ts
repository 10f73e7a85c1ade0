import { createLocalPreference } from '../ui/console/local-preference.ts';
import type { PageConfig, Role } from './config.ts';
import { isPageConfig } from './config.ts';

/** What a backend said of itself, and of what the user may see. */
export type Setting = { readonly config: PageConfig; readonly role: Role };

const kept = createLocalPreference('netobserv-plugin.setting');

/**
 * What was said the last time; `undefined` where nothing was, or nothing that can be read.
 *
 * It may no longer hold: it says what to ask, never what to show.
 */
export function rememberedSetting(): Setting | undefined {
  const text = kept.read();
  if (text === undefined) {
    return undefined;
  }
  const { config, role } = parsed(text);
  return isPageConfig(config) && (role === 'admin' || role === 'dev') ? { config, role } : undefined;
}

/** Keeps what was said for the next time that the page is opened. */
export function rememberSetting({ config, role }: Setting): void {
  kept.write(JSON.stringify({ config, role }));
}

function parsed(text: string): { readonly config?: unknown; readonly role?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) {
      return {};
    }
    throw error;
  }
}
