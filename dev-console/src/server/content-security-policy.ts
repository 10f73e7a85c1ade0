/**
 * The console's policy for its page, as the bridge of 4.22 builds it for a cluster.
 *
 * The bridge sends it as `Content-Security-Policy-Report-Only`; this console enforces it, so that what would
 * only be reported there does not work here at all. Scripts: own files, `eval`, and inline ones with the
 * nonce. No `blob:` anywhere, so neither workers nor images can come from one.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "base-uri 'self'",
    "default-src 'self' console.redhat.com",
    "connect-src 'self' console.redhat.com",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `script-src 'self' console.redhat.com 'unsafe-eval' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "object-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
