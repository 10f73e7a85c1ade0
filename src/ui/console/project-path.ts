/** The project in a path of the console: the second segment says that there is one, the third which. */
const PROJECT = /^(?<page>\/[^/]+)\/(?:ns\/(?<project>[^/]+)|all-namespaces)(?:\/|$)/;

/** Whether a path says which project it is about, be it all of them. */
export function saysProject(pathname: string): boolean {
  return PROJECT.test(pathname);
}

/** The project that a path is about; `undefined` for all of them, and for a path that does not say. */
export function projectOfPath(pathname: string): string | undefined {
  return PROJECT.exec(pathname)?.groups?.['project'];
}

/** The path of the same page for a project; for all of them it is as it stands. */
export function pathForProject(pathname: string, project: string | undefined): string {
  if (project === undefined) {
    return pathname;
  }
  const page = PROJECT.exec(pathname)?.groups?.['page'] ?? pathname.replace(/\/$/, '');
  return `${page}/ns/${encodeURIComponent(project)}`;
}
