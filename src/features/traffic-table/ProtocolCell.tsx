import { fieldValues } from '#model/fields/field-values.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { HoverText } from '../../ui/HoverText.tsx';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';

/** The protocol of a flow, with its TCP flags below. */
export function ProtocolCell({ record }: { readonly record: TrafficRecord }) {
  const protocol = <FieldValue record={record} field="Proto" />;
  if (fieldValues(record, 'Flags').length === 0) {
    return protocol;
  }
  const flags = <FieldValue record={record} field="Flags" />;
  return (
    <HoverText full={flags}>
      {protocol}
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {flags}
      </span>
    </HoverText>
  );
}
