/** How often the laws are asked that links and filters stand on: in every run, not in campaigns alone. */
export const MANY_RUNS = { numRuns: 10_000 };
