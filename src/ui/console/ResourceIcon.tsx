import { ResourceIcon as ConsoleResourceIcon } from '@openshift-console/dynamic-plugin-sdk';

import { groupVersionKind } from './resource-kind.ts';

type ResourceIconProps = {
  /** Kind as records name it: `Pod`, `Service`, `Deployment` … */
  readonly kind: string;
};

/** The console's coloured badge of a kind (`P`, `S`, `D` …); of an unknown kind, its capitals. */
export function ResourceIcon({ kind }: ResourceIconProps) {
  return <ConsoleResourceIcon groupVersionKind={groupVersionKind(kind) ?? { version: 'v1', kind }} />;
}
