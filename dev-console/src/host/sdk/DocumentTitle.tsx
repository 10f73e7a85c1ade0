import { useEffect } from 'react';

type DocumentTitleProps = { readonly children: string };

const PRODUCT = 'OpenShift console (local)';

/** Names the browser's tab while it is mounted, with the console's own name after a dot. */
export function DocumentTitle({ children }: DocumentTitleProps) {
  useEffect(() => {
    document.title = `${children} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [children]);
  return null;
}
