import { DocumentTitle as ConsoleDocumentTitle } from '@openshift-console/dynamic-plugin-sdk';

type DocumentTitleProps = { readonly children: string };

/** Names the browser's tab; the console adds its own name. */
export function DocumentTitle({ children }: DocumentTitleProps) {
  return <ConsoleDocumentTitle>{children}</ConsoleDocumentTitle>;
}
