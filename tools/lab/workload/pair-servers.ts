import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

import { PAIR_PORTS } from '../scenarios/pair-cluster.ts';
import { heavyTailed, report } from './chance.ts';
import { serveHttp } from './http.ts';

/** What every pod of the small cluster but the client is: HTTP, lines, datagrams that come back or do not. */
export function runPairServer(): void {
  serveHttp(PAIR_PORTS.http, 120, () => Promise.resolve({ bytes: Math.round(heavyTailed(900)) }));
  createServer((socket) => {
    socket.on('data', () => socket.write('ok\n'));
    socket.on('error', report);
  }).listen(PAIR_PORTS.lines, '::');
  const echo = createSocket({ type: 'udp6', ipv6Only: false }).on('error', report).bind(PAIR_PORTS.echo);
  echo.on('message', (message, { port, address }) => {
    echo.send(message, port, address);
  });
  createSocket({ type: 'udp6', ipv6Only: false }).on('error', report).bind(PAIR_PORTS.sink);
}
