import { swapField } from '../filter/lowering/swap-ends.ts';

/** What names a connection: the same in all of its flows and events, but for which end is the source. */
export const KEY_FIELDS = bothEnds('SrcAddr', 'SrcPort', 'Proto', '_HashId');

/** What is known of the ends, wherever they are observed. */
export const NAME_FIELDS = bothEnds(
  'SrcK8S_Name',
  'SrcK8S_Type',
  'SrcK8S_OwnerName',
  'SrcK8S_OwnerType',
  'SrcK8S_Namespace',
  'SrcK8S_HostIP',
  'SrcK8S_HostName',
  'SrcK8S_Zone',
  'SrcSubnetLabel',
  'K8S_ClusterName',
);

function bothEnds(...fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.flatMap((field) => [field, swapField(field)]));
}
