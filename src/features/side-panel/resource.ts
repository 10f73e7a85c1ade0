import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

/** A resource that the console may have a page of. */
export type Resource = { readonly kind: string; readonly name: string; readonly namespace?: string };

/** Kinds that belong to the cluster, not to a namespace. */
const CLUSTER_KINDS: readonly string[] = ['Node', 'Namespace'];

/** The resource that a field of a record names; `undefined` for fields that name none. */
export function resourceOf(record: TrafficRecord, field: string): Resource | undefined {
  const [, prefix, part] =
    /^((?:Xlat)?(?:Src|Dst)K8S_)(Name|OwnerName|Namespace|HostName)$/.exec(field) ?? [];
  const name = textField(record, field);
  if (prefix === undefined || part === undefined || name === undefined) {
    return undefined;
  }
  const kind = kindOf(part, (suffix) => textField(record, `${prefix}${suffix}`));
  const namespace = textField(record, `${prefix}Namespace`) ?? '';
  if (kind === undefined || kind === '') {
    return undefined;
  }
  return CLUSTER_KINDS.includes(kind) || namespace === '' ? { kind, name } : { kind, name, namespace };
}

function kindOf(part: string, read: (suffix: string) => string | undefined): string | undefined {
  switch (part) {
    case 'Namespace':
      return 'Namespace';
    case 'HostName':
      return 'Node';
    case 'OwnerName':
      return read('OwnerType');
    default:
      return read('Type');
  }
}
