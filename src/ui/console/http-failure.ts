import { HttpError } from '@openshift-console/dynamic-plugin-sdk';

/** An answer of the back end that says no. */
export type HttpFailure = {
  /** HTTP status, 400 and above. */
  readonly status: number;
  /** What the body said (`message`, else `error`), else the status in words. */
  readonly message: string;
  /** The body, when it was JSON: not checked. */
  readonly body: unknown;
};

/**
 * The answer behind an error thrown by `backendFetch`; nothing when there was no answer: network error,
 * time-out, abort, or a bug.
 */
export function httpFailure(error: unknown): HttpFailure | undefined {
  if (!(error instanceof HttpError) || error.code === undefined) {
    return undefined;
  }
  const body: unknown = error.json;
  return { status: error.code, message: error.message, body };
}
