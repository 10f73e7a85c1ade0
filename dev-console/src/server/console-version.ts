/** The consoles that this one can stand for: the first that the plugin runs in, and the newest. */
export const CONSOLE_VERSIONS = ['4.22', '5.2'] as const;

/** A console of OpenShift, by its release. */
export type ConsoleVersion = (typeof CONSOLE_VERSIONS)[number];

/** The console with a name, if this one can stand for it. */
export function consoleVersionOf(text: string): ConsoleVersion | undefined {
  return CONSOLE_VERSIONS.find((version) => version === text);
}
