import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { ConfigError } from './config-error.ts';
import type { FrontendSettings } from './frontend/frontend-settings.ts';
import { NO_SETTINGS } from './frontend/frontend-settings.ts';
import { readSettings } from './frontend/read-settings.ts';
import { PACKAGE_VERSION } from './package-version.ts';

const PATH = fileURLToPath(new URL('../config/frontend.yaml', import.meta.url));

/** What the page is told to show when nothing else is said; its date is that on which it came to this machine. */
export function bundledFrontend(): FrontendSettings {
  const settings = readSettings(readFileSync(PATH, 'utf8'), NO_SETTINGS);
  if (!settings.ok) {
    throw new Error(`${PATH}: ${settings.error}`);
  }
  return { ...settings.value, buildVersion: PACKAGE_VERSION, buildDate: printMinute(statSync(PATH).mtime) };
}

/** A configuration of NetObserv's console plugin, laid over the bundled one. Throws a `ConfigError`. */
export async function readFrontend(path: string): Promise<FrontendSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`--config: cannot read ${path}`, { cause: error });
  }
  const settings = readSettings(text, bundledFrontend());
  if (!settings.ok) {
    throw new ConfigError(`--config ${path}: ${settings.error}`);
  }
  return settings.value;
}

/** As NetObserv writes it: `2026-01-31 13:59`, in UTC. */
function printMinute(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T', ' ');
}
