/** Why a recording cannot be played. Stable: tests and messages are keyed on it. */
export type RecordingErrorCode = 'unreadable' | 'no-usable-flow';

/** A recording that cannot be played at all; broken lines among good ones are no error. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly code: RecordingErrorCode;

  constructor(code: RecordingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
