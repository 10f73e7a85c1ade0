/** A command line that cannot be followed; the message says which option and what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
