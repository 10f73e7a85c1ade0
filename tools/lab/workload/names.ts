import { Resolver } from 'node:dns/promises';

import { TOUR_SERVICES } from '../scenarios/tour-cluster.ts';
import { pick } from './chance.ts';

const SEARCH_PATH = ['svc.cluster.local', 'cluster.local'];

/**
 * Looks a name up as a pod does, with `ndots:5`: through the search path first, A and AAAA side by side.
 *
 * So that a name of the outside costs three refusals (NXDOMAIN) before its answer, as it does in a cluster.
 * Rejects when there is no such name.
 */
export async function lookUp(name: string, namespace: string): Promise<string> {
  const suffixes = [`.${namespace}.${SEARCH_PATH[0] ?? ''}`, ...SEARCH_PATH.map((path) => `.${path}`), ''];
  for (const suffix of suffixes) {
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    resolver.setServers([TOUR_SERVICES.dns]);
    const [v4] = await Promise.all([
      resolver.resolve4(`${name}${suffix}`).catch(() => []),
      resolver.resolve6(`${name}${suffix}`).catch(() => []),
    ]);
    const address = pick(v4);
    if (address !== undefined) {
      return address;
    }
  }
  throw new Error(`${name} is not known`);
}
