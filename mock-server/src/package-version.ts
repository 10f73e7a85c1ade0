/** The version of `package.json`, which is not beside the server where that is one file; a test keeps the two alike. */
export const PACKAGE_VERSION = '0.1.0';
