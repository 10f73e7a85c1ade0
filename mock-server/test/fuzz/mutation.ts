import type { Chance } from './chance.ts';

/** A file that was damaged, and how. */
export type Mutation = { readonly how: string; readonly bytes: Buffer };

/** Damages a file: bits that flipped, a part that is missing or there again, an end that was cut off, other bytes. */
export function mutate(whole: Buffer, chance: Chance): Mutation {
  const at = chance.below(whole.length);
  const length = 1 + chance.below(Math.min(400, whole.length - at));
  const end = Math.min(whole.length, at + length);
  return chance.way<Mutation>(
    () => {
      const bytes = Buffer.from(whole);
      const flips = 1 + chance.below(8);
      for (let flip = 0; flip < flips; flip += 1) {
        const place = chance.below(bytes.length);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.below(8));
      }
      return { how: `${flips} bits flipped`, bytes };
    },
    () => ({ how: `cut at ${at}`, bytes: whole.subarray(0, at) }),
    () => ({
      how: `${at} to ${end} missing`,
      bytes: Buffer.concat([whole.subarray(0, at), whole.subarray(end)]),
    }),
    () => ({
      how: `${at} to ${end} repeated`,
      bytes: Buffer.concat([whole.subarray(0, end), whole.subarray(at)]),
    }),
    () => {
      const bytes = Buffer.from(whole);
      bytes.fill(chance.pick([0, 0xff, 0x22, 0x7b, 0x0a]), at, end);
      return { how: `${at} to ${end} overwritten`, bytes };
    },
  );
}
