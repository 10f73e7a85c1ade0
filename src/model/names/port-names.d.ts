import type { NamedNumber } from './named-number.ts';
/** Every name of a port, whatever the protocol: what may be written for its number. */
export declare const PORTS: readonly NamedNumber[];
/** What a port is for, by protocol: 514 is `shell` of TCP and `syslog` of UDP; `undefined` where nothing is known. */
export declare function portName(protocol: number | undefined, port: number | undefined): string | undefined;
