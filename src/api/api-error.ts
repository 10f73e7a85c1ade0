/** What an error answer or a failed request tells, beyond that it failed. */
export type ApiErrorDetails = {
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  /** Which part of the question was refused: a query parameter, or a path into it. */
  readonly path?: string | undefined;
  /** What would help, in the backend's words. */
  readonly hint?: string | undefined;
  /** What would not have been refused, where that is a list. */
  readonly allowed?: readonly string[] | undefined;
  readonly cause?: unknown;
};

/**
 * A question that the backend did not answer: it refused, could not be reached, or answered what nobody
 * understands.
 *
 * `code` is stable and chooses the text of the page: the backend's own (`conversation-not-found` …),
 * NetObserv's (`promUnsupported`, `lokiClient` …), or one of `network`, `timeout`, `bad-answer`, `http-<status>`.
 * `message` is a sentence that stands alone.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number | undefined;
  readonly path: string | undefined;
  readonly hint: string | undefined;
  readonly allowed: readonly string[] | undefined;

  constructor(code: string, message: string, { status, path, hint, allowed, cause }: ApiErrorDetails = {}) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.path = path;
    this.hint = hint;
    this.allowed = allowed;
  }
}
