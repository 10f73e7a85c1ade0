import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Scenario } from './scenarios/scenario.ts';

/** Programs that every scenario needs, by the Debian package that has them. */
const PROGRAMS = {
  ip: 'iproute2',
  ethtool: 'ethtool',
  nft: 'nftables',
  dumpcap: 'wireshark-common',
  tshark: 'tshark',
  'redis-server': 'redis-server',
  nginx: 'nginx-light',
  dnsmasq: 'dnsmasq-base',
  curl: 'curl',
  ping: 'iputils-ping',
  openssl: 'openssl',
} as const;

/** Debian keeps the programs of each version of PostgreSQL's server in a folder of its own. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/** Is there as soon as the kernel's SCTP is loaded. */
const SCTP_PROC = '/proc/net/sctp';

/** Why a scenario cannot be played here, as one sentence that says what to do; absent when it can. */
export function whyItCannotRun({ programs = {} }: Scenario): string | undefined {
  if (process.getuid?.() !== 0) {
    return 'The lab makes network namespaces: run it as root (sudo npm run lab -- SCENARIO).';
  }
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...postgresFolders()];
  const missing = Object.entries({ ...PROGRAMS, ...programs }).filter(
    ([program]) => !folders.some((folder) => existsSync(join(folder, program))),
  );
  return missing.length === 0
    ? undefined
    : `Missing programs: ${missing.map(([program]) => program).join(', ')}. On Debian: apt-get install ${missing.map(([, name]) => name).join(' ')}`;
}

/** Why there is no scenario of a name that one could look for; absent for all other names. */
export function whyThereIsNone(name: string | undefined): string | undefined {
  if (name !== 'sctp') {
    return undefined;
  }
  return existsSync(SCTP_PROC)
    ? 'There is no scenario of SCTP yet: the lab was made on kernels that do not have it.'
    : `SCTP cannot be played here: the kernel does not have it (no ${SCTP_PROC}; "modprobe sctp" loads it where it exists).`;
}

function postgresFolders(): readonly string[] {
  return existsSync(POSTGRES_FOLDER)
    ? readdirSync(POSTGRES_FOLDER).map((version) => join(POSTGRES_FOLDER, version, 'bin'))
    : [];
}
