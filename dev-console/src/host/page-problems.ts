declare global {
  interface Window {
    /** Every uncaught error, missing text and policy violation since the page was opened, joined: as the console keeps it. */
    windowError?: string;
    /** The same, one by one. Browser tests assert that it is empty. */
    pageProblems?: string[];
  }
}

/** Puts a problem where `window.windowError` and `window.pageProblems` show it. */
export function recordProblem(problem: string): void {
  window.pageProblems = [...(window.pageProblems ?? []), problem];
  window.windowError = window.pageProblems.join('; ');
}

/** Records, from now on, what goes wrong in the page without anybody catching it. */
export function recordProblems(): void {
  window.pageProblems = [];
  window.addEventListener('error', ({ message, filename, lineno }) => {
    recordProblem(`${message} (${filename}:${lineno})`);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    recordProblem(`Unhandled rejection: ${String(reason)}`);
  });
  document.addEventListener('securitypolicyviolation', (violation) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = violation;
    recordProblem(
      `Content security policy: ${effectiveDirective} refuses ${blockedURI} (${sourceFile}:${lineNumber})`,
    );
  });
}
