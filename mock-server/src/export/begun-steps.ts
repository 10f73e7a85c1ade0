/** Steps of which the first one was taken already, so that what went wrong there is known. */
export type BegunSteps<Item> = AsyncIterable<readonly Item[]>;

/** Takes the first step; the others follow when they are asked for. */
export async function begin<Item>(steps: AsyncIterable<readonly Item[]>): Promise<BegunSteps<Item>> {
  const iterator = steps[Symbol.asyncIterator]();
  return goOn(await iterator.next(), iterator);
}

async function* goOn<Item>(
  first: IteratorResult<readonly Item[], unknown>,
  iterator: AsyncIterator<readonly Item[], unknown>,
): AsyncGenerator<readonly Item[], void> {
  try {
    for (let step = first; step.done !== true; step = await iterator.next()) {
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}
