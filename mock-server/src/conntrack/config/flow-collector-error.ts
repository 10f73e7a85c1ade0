/** Why a FlowCollector was refused; stable, for callers that choose their own words. */
export type FlowCollectorErrorCode =
  | 'bad-yaml'
  | 'wrong-kind'
  | 'wrong-type'
  | 'unknown-log-types'
  | 'unknown-deployment-model'
  | 'bad-duration'
  | 'conflict';

/** A FlowCollector that cannot be used; the message names the key and what it may hold. */
export class FlowCollectorError extends Error {
  override readonly name = 'FlowCollectorError';
  readonly code: FlowCollectorErrorCode;
  /** The key that is wrong, as `spec.processor.logTypes`; empty when the text is no YAML. */
  readonly path: string;

  constructor(code: FlowCollectorErrorCode, path: string, problem: string) {
    super(path === '' ? problem : `${path} ${problem}`);
    this.code = code;
    this.path = path;
  }
}
