import type { LabPlace, LabPod, LabProcess } from '../cluster.ts';

/** Outside of the cluster. */
export const OUTSIDE: LabPlace = { kind: 'outside' };

/** In a pod. */
export function inPod({ name }: LabPod): LabPlace {
  return { kind: 'pod', pod: name };
}

/** A process that is running when the capture begins. */
export function early(process: LabProcess): LabProcess {
  return { ...process, isEarly: true };
}

/** One of the lab's own programs (workload/main.ts) by its name. */
export function role(place: LabPlace, name: string, argument = ''): LabProcess {
  return { place, command: ['node', '{work}/lab.mjs', name, argument] };
}

/** dnsmasq with one of the scenario's files. */
export function nameServer(place: LabPlace, file: string): LabProcess {
  return {
    place,
    command: ['dnsmasq', '--keep-in-foreground', '--user=root', '--pid-file=', `--conf-file={work}/${file}`],
  };
}

/** Redis that keeps nothing on disk. */
export function redisServer(place: LabPlace): LabProcess {
  const options = ['--port', '6379', '--bind', '0.0.0.0', '--save', '', '--protected-mode', 'no'];
  return { place, command: ['redis-server', ...options, '--dir', '{work}'] };
}

/** The configuration of a cluster's name server: its own names by service, everything else by servers outside. */
export function clusterDnsConfig(
  names: Readonly<Record<string, string>>,
  upstreams: readonly string[],
): string {
  return [
    'port=5353',
    'no-resolv',
    'no-hosts',
    'local=/cluster.local/',
    ...upstreams.map((upstream) => `server=${upstream}`),
    'cache-size=50',
    'max-cache-ttl=20',
    ...Object.entries(names).map(([name, ip]) => `host-record=${name}.svc.cluster.local,${ip}`),
  ].join('\n');
}

/** The configuration of a name server outside, which knows these names and no others. */
export function outsideDnsConfig(address: string, names: Readonly<Record<string, string>>): string {
  return [
    'no-resolv',
    'no-hosts',
    `listen-address=${address}`,
    'bind-interfaces',
    'local-ttl=15',
    'local=/#/',
    ...Object.entries(names).map(([name, ip]) => `host-record=${name},${ip}`),
  ].join('\n');
}
