import type { Result } from '#model/lib/result.ts';

import { jsonText } from '../go/json-text.ts';

/** What a request is answered with. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Keys of errors: a plain one, and what Prometheus cannot do. */
type ErrorKey = 'message' | 'promUnsupported';

/** A request that is refused. Thrown where the reason is found, and sent as the one key of a JSON object. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly key: ErrorKey;

  constructor(status: number, message: string, key: ErrorKey = 'message') {
    super(message);
    this.status = status;
    this.key = key;
  }

  get answer(): Answer {
    return { ...jsonAnswer({ [this.key]: this.message }), status: this.status };
  }
}

/** An answer that NetObserv's backend does not come to the end of. Thrown; the connection is closed without a word. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
}

/** The value of a result; the error of another one ends the request as a 400. */
export function accepted<T>(result: Result<T, string>): T {
  if (!result.ok) {
    throw new Refusal(400, result.error);
  }
  return result.value;
}

/** What Loki answered; what it refused is told with who said it. */
export function answered<T>(result: Result<T, string>): T {
  if (!result.ok) {
    throw new Refusal(400, `Error from Loki query: [400] Loki message: ${result.error}`);
  }
  return result.value;
}

export function jsonAnswer(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: jsonText(value) };
}

export function textAnswer(body: string, contentType = 'text/plain'): Answer {
  return { status: 200, headers: { 'content-type': contentType }, body };
}
