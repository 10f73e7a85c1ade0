import type { TrafficRecord } from '#model/flow.ts';
import { Absent } from '../Absent.tsx';
import { ResourceIcon } from '../console/ResourceIcon.tsx';
import { HoverText } from '../HoverText.tsx';
import type { Writing } from '../writing.ts';
import { endpointOf, socketText } from './endpoint.ts';

import './traffic.css';

type EndpointTextProps = {
  readonly record: TrafficRecord;
  readonly end: 'Src' | 'Dst';
  readonly writing: Writing;
};

/**
 * One end in two lines: the name with the badge of its kind, and the address with the port below.
 *
 * The namespace stands beside the name where there is room, and always in the tooltip. An end without a name
 * has its address alone.
 */
export function EndpointText({ record, end, writing }: EndpointTextProps) {
  const endpoint = endpointOf(record, end);
  const { name, kind, namespace } = endpoint;
  const socket = socketText(endpoint);
  if (name === undefined) {
    return socket === undefined ? (
      <Absent writing={writing} />
    ) : (
      <HoverText full={socket}>{socket}</HoverText>
    );
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
        <span className="netobserv-plugin__endpoint-name">
          {kind !== undefined && <ResourceIcon kind={kind} />}
          <span className="netobserv-plugin__truncate">{name}</span>
        </span>
        {namespace !== undefined && (
          <span className="netobserv-plugin__truncate netobserv-plugin__muted">{namespace}</span>
        )}
      </span>
      <span className="netobserv-plugin__truncate netobserv-plugin__muted netobserv-plugin__small">
        {socket}
      </span>
    </HoverText>
  );
}
