import { readFileSync } from 'node:fs';

/** Which back end the console asks, as a command line says it. */
type AskedBackend = {
  readonly url: string;
  /** Holds the token of the user, as `oc whoami -t` prints it. */
  readonly tokenFile: string | undefined;
  readonly isAnyCertificateTaken: boolean;
};

/** Which back end the console asks, and as whom. */
type BackendOptions = {
  readonly backendUrl: string;
  readonly token: string | undefined;
  readonly isAnyCertificateTaken: boolean;
};

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What an HTTP header may hold of a bearer token (RFC 6750, `b64token`). */
const TOKEN = /^[\w\-.~+/]+=*$/;

/** Reads where the back end is and the token for it, or says what is wrong with that. */
export function readBackendOptions({
  url,
  tokenFile,
  isAnyCertificateTaken,
}: AskedBackend): BackendOptions | { readonly problem: string } {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return { problem: `--backend is an http or https URL, not "${url}".` };
  }
  const { hostname, protocol } = new URL(url);
  const isLoopback = LOOPBACK_HOST.test(hostname);
  if (isAnyCertificateTaken && !isLoopback) {
    return {
      problem: `--insecure-skip-tls-verify is for port-forwards, whose host is localhost, not for ${hostname}.`,
    };
  }
  if (tokenFile !== undefined && protocol === 'http:' && !isLoopback) {
    return {
      problem: `--token-file: a token does not go to ${hostname} over http, where others can read it.`,
    };
  }
  const token = tokenFile === undefined ? undefined : readToken(tokenFile);
  return typeof token === 'object' ? token : { backendUrl: url, token, isAnyCertificateTaken };
}

function readToken(file: string): string | { readonly problem: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    return { problem: `--token-file: ${error instanceof Error ? error.message : String(error)}` };
  }
  return TOKEN.test(text)
    ? text
    : { problem: `--token-file: ${file} holds no token; "oc whoami -t" prints one.` };
}
