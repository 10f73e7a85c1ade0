import { createSocket } from 'node:dgram';

/** One port of the switch: where its frames come from, and how long they take to it in each direction. */
export type WirePort = {
  readonly wireIp: string;
  readonly nodeIp: string;
  readonly delayMs: number;
};

const VXLAN_PORT = 4789;
const VXLAN_HEADER_BYTES = 8;
const MAC_BYTES = 6;

/**
 * The LAN between the nodes: a learning switch for VXLAN frames that holds each of them back for a while.
 *
 * A frame takes the delays of both ports, a little jitter, and never overtakes another one of the same port.
 */
export function startWire(ports: readonly WirePort[]): void {
  const sockets = ports.map(({ wireIp }) => createSocket('udp4').bind(VXLAN_PORT, wireIp));
  const portOfMac = new Map<string, number>();
  const dueMs = ports.map(() => 0);

  const forward = (frame: Buffer, from: number, to: number) => {
    const [source, target] = [ports[from], ports[to]];
    if (source === undefined || target === undefined) {
      return;
    }
    const nowMs = performance.now();
    const jitterMs = Math.random() * 0.4 * target.delayMs;
    const arrivalMs = Math.max(nowMs + source.delayMs + target.delayMs + jitterMs, dueMs[to] ?? 0);
    dueMs[to] = arrivalMs;
    setTimeout(() => sockets[to]?.send(frame, VXLAN_PORT, target.nodeIp), arrivalMs - nowMs);
  };

  for (const [from, socket] of sockets.entries()) {
    socket.on('message', (frame) => {
      const target = mac(frame, VXLAN_HEADER_BYTES);
      portOfMac.set(mac(frame, VXLAN_HEADER_BYTES + MAC_BYTES), from);
      const known = portOfMac.get(target);
      const receivers = known === undefined ? [...ports.keys()].filter((to) => to !== from) : [known];
      for (const to of receivers) {
        forward(frame, from, to);
      }
    });
  }
}

function mac(frame: Buffer, offset: number): string {
  return frame.toString('hex', offset, offset + MAC_BYTES);
}
