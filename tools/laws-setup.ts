import fc from 'fast-check';

/** Property tests: all have the seed that `laws-seed.ts` says; `LAWS=long` runs a campaign. */
fc.configureGlobal({
  seed: Number(process.env['TEST_SEED']),
  ...(process.env['LAWS'] === 'long' ? { numRuns: 10_000 } : {}),
});
