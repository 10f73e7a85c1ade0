import { setTimeout as delay } from 'node:timers/promises';

/** A time of waiting or a size that is mostly small and sometimes large: log-normal, by its median. */
export function heavyTailed(median: number, spread = 0.8): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return median * Math.exp(spread * normal);
}

/** Whether something happens that does so with this probability. */
export function happens(probability: number): boolean {
  return Math.random() < probability;
}

/** One of some things, each as likely. */
export function pick<T>(things: readonly T[]): T | undefined {
  return things[Math.floor(Math.random() * things.length)];
}

/** Waits as a person or a program with something else to do would: about so many seconds, seldom much longer. */
export async function think(medianSeconds: number): Promise<void> {
  await delay(Math.min(heavyTailed(medianSeconds), medianSeconds * 6) * 1000);
}

/** Does something again and again, with about so many seconds in between; failures do not end it. */
export async function forever(medianSeconds: number, step: () => Promise<unknown>): Promise<never> {
  for (;;) {
    await think(medianSeconds);
    await step().catch(report);
  }
}

/** Says in the process' log what went wrong; much of it is meant to. */
export function report(error: unknown): void {
  console.error(new Date().toISOString(), error instanceof Error ? error.message : String(error));
}
