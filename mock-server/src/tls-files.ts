import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

import { ConfigError } from './config-error.ts';
import type { TlsFiles } from './http/guard/listener.ts';

/** Reads the two files that TLS needs; none when neither is named. Throws a `ConfigError` when they are of no use. */
export async function readTlsFiles(
  certPath: string | undefined,
  keyPath: string | undefined,
): Promise<TlsFiles | undefined> {
  if (certPath === undefined && keyPath === undefined) {
    return undefined;
  }
  if (certPath === undefined || keyPath === undefined) {
    throw new ConfigError('--tls-cert and --tls-key belong together: both or neither');
  }
  const cert = await read('--tls-cert', certPath);
  const key = await read('--tls-key', keyPath);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`--tls-cert ${certPath} and --tls-key ${keyPath} cannot be used: ${reason}`, {
      cause: error,
    });
  }
  return { cert, key };
}

async function read(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConfigError(`${option}: cannot read ${path}`, { cause: error });
  }
}
