import { Integer, Record as MapOf, String as Text, Unknown } from 'typebox';
import { Check } from 'typebox/schema';

/** What a version of the plugin stored, with all that this version does not know. */
export type StoredObject = Readonly<Record<string, unknown>> & {
  /** Changes with the shape, from 1. */
  readonly version: number;
};

const Keyed = MapOf(Text(), Unknown());
const Version = Integer({ minimum: 1 });

/** What is stored as an object with a version, be it later than ours; `undefined` for anything else. */
export function readStored(stored: unknown): StoredObject | undefined {
  const { version, ...rest } = asKeyed(stored);
  return Check(Version, version) ? { ...rest, version } : undefined;
}

/**
 * What was stored with some parts in the place of what they were; a part that is `undefined` is taken out.
 *
 * Nothing else is touched, so what a later version keeps there stays, and so does its version number.
 */
export function withParts(
  stored: unknown,
  version: number,
  parts: Readonly<Record<string, unknown>>,
): StoredObject {
  const before = readStored(stored);
  const after = Object.entries({ ...before, ...parts }).filter(([, part]) => part !== undefined);
  return { ...Object.fromEntries(after), version: Math.max(version, before?.version ?? version) };
}

/** A stored part by its keys; without any where it is no object. */
export function asKeyed(stored: unknown): Readonly<Record<string, unknown>> {
  return !Array.isArray(stored) && Check(Keyed, stored) ? stored : {};
}
