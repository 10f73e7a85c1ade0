import { ApiError } from '../api/api-error.ts';

/** Code that was asked for as a chunk of its own; where it cannot be loaded, a failure that the page has words for. */
export async function lateCode<Code>(chunk: Promise<Code>): Promise<Code> {
  try {
    return await chunk;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError('part-missing', message, { cause });
  }
}
