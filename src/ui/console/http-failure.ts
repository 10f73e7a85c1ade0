import { HttpError } from '@openshift-console/dynamic-plugin-sdk';

/** An answer of the back end that says no. */
export type HttpFailure = {
  /** HTTP status, 400 and above. */
  readonly status: number;
  /** What the body said (`message`, else `error`, else itself when it is plain text), else the status in words. */
  readonly message: string;
  /** The body, when it was JSON: not checked. */
  readonly body: unknown;
};

/** Plain text beyond this is cut, in characters: an error that is longer is a page or a dump. */
const MAX_TEXT = 1000;

/**
 * The answer behind an error thrown by `backendFetch`; nothing when there was no answer: network error,
 * time-out, abort, or a bug.
 *
 * The console reads no body but JSON: what else the back end said is read here.
 */
export async function httpFailure(error: unknown): Promise<HttpFailure | undefined> {
  if (!(error instanceof HttpError) || error.code === undefined) {
    return undefined;
  }
  const body: unknown = error.json;
  const text = body === undefined ? await plainText(error.response) : '';
  return { status: error.code, message: text === '' ? error.message : text, body };
}

/** Empty where there is none, and for pages, which proxies answer with. */
async function plainText(response: Response | undefined): Promise<string> {
  if (response === undefined || response.bodyUsed || isPage(response)) {
    return '';
  }
  const text = (await response.text()).trim();
  return text.startsWith('<') ? '' : text.slice(0, MAX_TEXT);
}

function isPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('html') === true;
}
