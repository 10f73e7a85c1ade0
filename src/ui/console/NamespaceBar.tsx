import { NamespaceBar as ConsoleNamespaceBar } from '@openshift-console/dynamic-plugin-sdk';
import type { ReactNode } from 'react';

type NamespaceBarProps = {
  /** Shown at the right of the picker. */
  readonly children?: ReactNode;
};

/** The console's namespace picker, right below the masthead; `useActiveNamespace` reads what it says. */
export function NamespaceBar({ children }: NamespaceBarProps) {
  return <ConsoleNamespaceBar>{children}</ConsoleNamespaceBar>;
}
