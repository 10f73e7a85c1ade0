import type { ConsoleVersion } from './console-version.ts';
import type { ServerFlags } from './server-flags.ts';

const ICON =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='%23e00'/></svg>";

/** JSON that may stand inside a `<script>`: nothing in it can close the element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/**
 * The console's one page. `early.js` runs before anything is drawn: it sets the theme and begins to collect
 * errors, so that none is missed.
 */
export function hostPage(version: ConsoleVersion, flags: ServerFlags, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <base href="${flags.basePath}">
    <title>OpenShift console (local)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:image/svg+xml,${ICON}">
    <script nonce="${nonce}">window.SERVER_FLAGS = ${scriptJson(flags)};</script>
    <script src="static/early/early.js"></script>
    <link rel="stylesheet" href="static/${version}/patternfly.min.css">
    <link rel="stylesheet" href="static/${version}/patternfly-addons.css">
  </head>
  <body>
    <div id="app"></div>
    <script src="static/${version}/main.js"></script>
  </body>
</html>
`;
}
