import type { TrafficRecord } from '#model/flow.ts';
import { HoverText } from '../../ui/HoverText.tsx';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import type { Writing } from '../../ui/writing.ts';

type FieldCellProps = { readonly record: TrafficRecord; readonly field: string; readonly writing: Writing };

/** What a record holds in a field, on one line; the whole of it in a tooltip. */
export function FieldCell(props: FieldCellProps) {
  const value = <FieldValue {...props} />;
  return <HoverText full={value}>{value}</HoverText>;
}
