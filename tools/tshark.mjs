import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether tshark can be run. */
export function hasTshark() {
  return spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * tshark, which decodes captures of packets: Debian's by apt when root, else a hint. Tests that need it are
 * skipped where it is missing.
 */
export function ensureTshark() {
  if (hasTshark()) {
    return;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('No tshark found: installing Debian’s (apt-get install tshark) …\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const stdio = /** @type {const} */ (['ignore', 'ignore', 'inherit']);
    spawnSync('apt-get', ['update', '-qq'], { stdio, env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'tshark'], { stdio, env });
  }
  if (!hasTshark()) {
    process.stderr.write(
      'No tshark found: the tests of packet captures are skipped (Debian and Ubuntu: apt-get install tshark).\n',
    );
  }
}
