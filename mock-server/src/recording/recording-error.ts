/** Why a recording cannot be played. Stable: tests and messages are keyed on it. */
export type RecordingErrorCode =
  | 'unreadable'
  | 'unknown-format'
  /** The format needs a program that is not installed. */
  | 'needs-program'
  /** More than can be held in memory, where that is needed. */
  | 'too-large'
  | 'no-usable-flow';

/** A recording that cannot be played at all; broken lines among good ones are no error. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly code: RecordingErrorCode;

  constructor(code: RecordingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What went wrong, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
