import fc from 'fast-check';

/**
 * Property tests: `TEST_SEED=n` replays a failure (fast-check prints the seed), `LAWS=long` runs a campaign.
 */
const seed = process.env['TEST_SEED'];

fc.configureGlobal({
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(process.env['LAWS'] === 'long' ? { numRuns: 10_000 } : {}),
});
