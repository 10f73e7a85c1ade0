import type { Random } from '../chance/random.ts';

const TEAMS = [
  'shop',
  'billing',
  'search',
  'accounts',
  'shipping',
  'catalog',
  'media',
  'ledger',
  'fraud',
  'loyalty',
  'pricing',
  'support',
  'identity',
  'reports',
  'inventory',
  'messaging',
  'partners',
  'mobile',
  'content',
  'risk',
] as const;
const STAGES = ['', '-staging', '-dev', '-test', '-load'] as const;
const PARTS = [
  'frontend',
  'api',
  'backend',
  'worker',
  'cache',
  'database',
  'events',
  'gateway',
  'scheduler',
  'importer',
  'mailer',
  'indexer',
  'auth',
  'sessions',
  'exports',
  'queue',
] as const;
const HOSTS = [
  'api',
  'cdn',
  'login',
  'mirror',
  'pay',
  'maps',
  'mail',
  'packages',
  'status',
  'feeds',
] as const;
const DOMAINS = ['example.com', 'example.org', 'example.net'] as const;

/** The characters Kubernetes makes names of: no vowels, no digits that look like letters. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** The name of the n-th namespace of an application: `shop`, … `shop-staging`, … `shop-2`. */
export function namespaceName(index: number): string {
  const team = TEAMS[index % TEAMS.length] ?? '';
  const turn = Math.floor(index / TEAMS.length);
  const stage = STAGES[turn % STAGES.length] ?? '';
  const round = Math.floor(turn / STAGES.length);
  return round === 0 ? `${team}${stage}` : `${team}${stage}-${round + 1}`;
}

/** The name of the n-th workload of a namespace, where the first may be any of them: `api`, … `api-2`. */
export function workloadName(index: number, first: number): string {
  const part = PARTS[(first + index) % PARTS.length] ?? '';
  const round = Math.floor(index / PARTS.length);
  return round === 0 ? part : `${part}-${round + 1}`;
}

/** The name of the n-th server outside: `api.example.com`, … `api-2.example.com`. */
export function outsideName(index: number): string {
  const host = HOSTS[index % HOSTS.length] ?? '';
  const turn = Math.floor(index / HOSTS.length);
  const domain = DOMAINS[turn % DOMAINS.length] ?? '';
  const round = Math.floor(turn / DOMAINS.length);
  return `${host}${round === 0 ? '' : `-${round + 1}`}.${domain}`;
}

/** So many characters as Kubernetes appends to names. */
export function nameSuffix(random: Random, length: number): string {
  return Array.from({ length }, () => SAFE.charAt(random.below(SAFE.length))).join('');
}

/** The name of a pod's veth at its node: fifteen hexadecimal digits, as OVN-Kubernetes makes them. */
export function linkName(random: Random): string {
  const digits =
    random.uint32().toString(16).padStart(8, '0') + random.uint32().toString(16).padStart(8, '0');
  return digits.slice(0, 15);
}
