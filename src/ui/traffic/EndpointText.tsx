import type { TrafficRecord } from '#model/flow.ts';
import { Absent } from '../Absent.tsx';
import { ResourceIcon } from '../console/ResourceIcon.tsx';
import { HoverText } from '../HoverText.tsx';
import { endpointOf, socketText } from './endpoint.ts';

import './traffic.css';

type EndpointTextProps = { readonly record: TrafficRecord; readonly end: 'Src' | 'Dst' };

/**
 * One end in two lines: the name with the badge of its kind, and the address with the port below; the
 * namespace too in the tooltip. An end without a name has its address alone.
 */
export function EndpointText({ record, end }: EndpointTextProps) {
  const endpoint = endpointOf(record, end);
  const { name, kind, namespace } = endpoint;
  const socket = socketText(endpoint);
  if (name === undefined) {
    return socket === undefined ? <Absent /> : <HoverText full={socket}>{socket}</HoverText>;
  }
  const path = [namespace, name].filter((part) => part !== undefined).join('/');
  return (
    <HoverText
      full={
        <>
          {path}
          <br />
          {socket}
        </>
      }
    >
      <span className="netobserv-plugin__endpoint">
        {kind !== undefined && <ResourceIcon kind={kind} />}
        <span className="netobserv-plugin__truncate">{name}</span>
      </span>
      <span className="netobserv-plugin__endpoint netobserv-plugin__muted netobserv-plugin__small">
        {namespace !== undefined && <span className="netobserv-plugin__truncate">{namespace}</span>}
        {socket !== undefined && <span className="netobserv-plugin__socket">{socket}</span>}
      </span>
    </HoverText>
  );
}
