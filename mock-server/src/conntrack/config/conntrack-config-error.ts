/** Why a configuration of connection tracking was refused; stable. The order is that of the checks. */
export type ConntrackConfigErrorCode =
  | 'unknown-key'
  | 'wrong-type'
  | 'bad-duration'
  | 'one-endpoint-only'
  | 'split-without-endpoints'
  | 'unknown-operation'
  | 'duplicate-output'
  | 'duplicate-group'
  | 'unknown-endpoint-group'
  | 'unknown-group'
  | 'unknown-record-type'
  | 'unknown-selector-key'
  | 'default-not-last'
  | 'not-one-default'
  | 'flags-without-field'
  | 'swap-without-endpoints'
  | 'endpoints-differ'
  | 'unnamed-output';

/** A configuration that cannot be used; the message is what flowlogs-pipeline says of it. */
export class ConntrackConfigError extends Error {
  override readonly name = 'ConntrackConfigError';
  readonly code: ConntrackConfigErrorCode;
  /** The key that is wrong, as `outputFields[1].operation`; empty for the configuration itself. */
  readonly path: string;

  constructor(code: ConntrackConfigErrorCode, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
