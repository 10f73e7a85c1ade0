import { fieldValues } from '#model/fields/field-values.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { Absent } from '../../ui/Absent.tsx';
import { HoverText } from '../../ui/HoverText.tsx';
import { FieldValue } from '../../ui/traffic/FieldValue.tsx';
import type { Writing } from '../../ui/writing.ts';

type DnsCellProps = { readonly record: TrafficRecord; readonly writing: Writing };

/** How a DNS query went: how long it took, with the answer's code below; a dash for other traffic. */
export function DnsCell({ record, writing }: DnsCellProps) {
  const latency = numberField(record, 'DnsLatencyMs');
  const name = textField(record, 'DnsName');
  const hasCode = fieldValues(record, 'DnsFlagsResponseCode').length > 0;
  if (latency === undefined && !hasCode) {
    return <Absent writing={writing} />;
  }
  return (
    <HoverText
      full={name ?? <FieldValue record={record} field="DnsFlagsResponseCode" writing={writing} />}
      isMore={name !== undefined}
    >
      {latency === undefined ? <Absent writing={writing} /> : writing.format.milliseconds(latency)}
      {hasCode && (
        <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
          <FieldValue record={record} field="DnsFlagsResponseCode" writing={writing} />
        </span>
      )}
    </HoverText>
  );
}
