/** A state that the types rule out was reached: a bug, never bad input. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Ends every `switch` over a closed set; the compiler refuses it when a variant is missing. */
export function assertNever(value: never): never {
  throw new AssertionError(`unexpected variant: ${JSON.stringify(value)}`);
}

/** Narrows by a fact that holds by construction; throws an `AssertionError` when it does not. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new AssertionError(message);
  }
}
