import type { TrafficRecord } from '#model/flow.ts';
import { useT } from '../../ui/i18n.ts';
import type { Endpoint } from '../../ui/traffic/endpoint.ts';
import { endpointOf, socketText } from '../../ui/traffic/endpoint.ts';

import './side-panel.css';

/** Who spoke to whom, in one line. */
export function PeersText({ record }: { readonly record: TrafficRecord }) {
  const t = useT();
  return (
    <p className="netobserv-plugin__muted netobserv-plugin__breakable">
      {t('{{source}} to {{destination}}', {
        source: peerName(endpointOf(record, 'Src')) ?? t('unknown'),
        destination: peerName(endpointOf(record, 'Dst')) ?? t('unknown'),
      })}
    </p>
  );
}

/** `shop/postgres:5432`; the address for a peer without a name. */
function peerName({ name, namespace, port, ...endpoint }: Endpoint): string | undefined {
  if (name === undefined) {
    return socketText({ ...endpoint, port });
  }
  const path = namespace === undefined ? name : `${namespace}/${name}`;
  return port === undefined ? path : `${path}:${port}`;
}
