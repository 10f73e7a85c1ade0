import { FrontendConfig } from '#model/wire/config.ts';
import { fetchJson, fetchText } from './client.ts';

/** What the cluster produces and what the backend can do. */
export function fetchConfig(signal: AbortSignal): Promise<FrontendConfig> {
  return fetchJson(FrontendConfig, { path: '/api/frontend-config', signal });
}

/** `admin` sees every namespace; `dev` asks about one at a time. */
export type Role = 'admin' | 'dev';

/** What the user may see. A backend that says something else is one without roles: `admin`. */
export async function fetchRole(signal: AbortSignal): Promise<Role> {
  const text = await fetchText({ path: '/role', signal });
  return text.trim() === 'dev' ? 'dev' : 'admin';
}
