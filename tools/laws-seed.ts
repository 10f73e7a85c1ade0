/**
 * Chooses the seed that all laws of a run are asked with, and says it, so that a run can be asked again:
 * `TEST_SEED=n` is that seed. Vitest calls this for each of its projects.
 */
export function setup(): void {
  const seed = process.env['TEST_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  if (process.env['TEST_SEED_SAID'] !== seed) {
    process.stdout.write(`Laws are asked with TEST_SEED=${seed}\n`);
  }
  process.env['TEST_SEED'] = seed;
  process.env['TEST_SEED_SAID'] = seed;
}
