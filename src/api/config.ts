import type { Static } from 'typebox';
import { Pick } from 'typebox';
import { Check } from 'typebox/schema';

import { FrontendConfig } from '#model/wire/config.ts';
import { checked, fetchText, parseJson } from './client.ts';

const PATH = '/api/frontend-config';

/** What the page needs to know; the rest may be anything, so that another NetObserv's does not stop the page. */
const PageConfig = Pick(FrontendConfig, [
  'recordTypes',
  'features',
  'capabilities',
  'quickFilters',
  'recording',
  'fields',
  'lokiLabels',
  'dataSources',
]);
export type PageConfig = Static<typeof PageConfig>;

/** Whether something is a configuration that the page understands. */
export function isPageConfig(value: unknown): value is PageConfig {
  return Check(PageConfig, value);
}

/** What the cluster produces and what the backend can do. NetObserv's says `null` where there is nothing. */
export async function fetchConfig(signal: AbortSignal): Promise<PageConfig> {
  const body = parseJson(await fetchText({ path: PATH, signal }), PATH);
  const isMap = typeof body === 'object' && body !== null;
  const set = isMap ? Object.entries(body).filter(([, value]) => value !== null) : [];
  return checked(PageConfig, isMap ? Object.fromEntries(set) : body, PATH);
}

/** `admin` sees every namespace; `dev` asks about one at a time. */
export type Role = 'admin' | 'dev';

/** What the user may see. A backend that says something else is one without roles: `admin`. */
export async function fetchRole(signal: AbortSignal): Promise<Role> {
  const text = await fetchText({ path: '/role', signal });
  return text.trim() === 'dev' ? 'dev' : 'admin';
}
