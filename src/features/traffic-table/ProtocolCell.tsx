import { fieldValues } from '#model/fields/field-values.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { HoverText } from '../../ui/HoverText.tsx';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import { serviceName } from '../../ui/traffic/names.ts';
import type { Writing } from '../../ui/writing.ts';

type ProtocolCellProps = { readonly record: TrafficRecord; readonly writing: Writing };

/** The protocol of a conversation, with the service below if its port has a name. */
export function ProtocolCell({ record, writing }: ProtocolCellProps) {
  const service = serviceName(record);
  const protocol = <FieldValue record={record} field="Proto" writing={writing} />;
  return (
    <HoverText full={service ?? protocol}>
      {protocol}
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {service}
      </span>
    </HoverText>
  );
}

/** The protocol of a flow and the service, with its TCP flags below. */
export function ProtocolAndFlagsCell({ record, writing }: ProtocolCellProps) {
  const service = serviceName(record);
  const hasFlags = fieldValues(record, 'Flags').length > 0;
  const flags = hasFlags && <FieldValue record={record} field="Flags" writing={writing} />;
  const protocol = (
    <>
      <FieldValue record={record} field="Proto" writing={writing} />
      {service !== undefined && <span className="netobserv-plugin__muted"> {service}</span>}
    </>
  );
  return (
    <HoverText
      full={
        <>
          <FieldValue record={record} field="Proto" writing={writing} /> {service}
          <br />
          {flags}
        </>
      }
    >
      {protocol}
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {flags}
      </span>
    </HoverText>
  );
}
