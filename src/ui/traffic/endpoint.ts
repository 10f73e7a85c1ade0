import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

/** One end of a flow or conversation, as far as the record tells. */
export type Endpoint = {
  readonly name: string | undefined;
  readonly kind: string | undefined;
  readonly namespace: string | undefined;
  readonly address: string | undefined;
  readonly port: number | undefined;
};

/** The end that sent a flow or opened a conversation (`Src`), or the other one. */
export function endpointOf(record: TrafficRecord, end: 'Src' | 'Dst'): Endpoint {
  return {
    name: setText(record, `${end}K8S_Name`),
    kind: setText(record, `${end}K8S_Type`),
    namespace: setText(record, `${end}K8S_Namespace`),
    address: setText(record, `${end}Addr`),
    port: numberField(record, `${end}Port`),
  };
}

/** `10.0.0.1:443`, `[fd00::1]:443`, or what there is of it; `undefined` without an address. */
export function socketText({ address, port }: Pick<Endpoint, 'address' | 'port'>): string | undefined {
  if (address === undefined || port === undefined) {
    return address;
  }
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** flowlogs-pipeline writes empty text for what it could not find. */
function setText(record: TrafficRecord, field: string): string | undefined {
  const text = textField(record, field);
  return text === '' ? undefined : text;
}
