import type { Socket } from 'node:net';
import { connect } from 'node:net';

const PROTOCOL_VERSION = 3 << 16;
/** Type and length of a message from the server. */
const HEADER_BYTES = 5;

/**
 * One connection to PostgreSQL that is kept for as long as the process lives: its protocol's simple queries.
 *
 * No password: the server trusts the pods' network.
 */
export class PostgresConnection {
  readonly #socket: Socket;
  readonly #waiting: (() => void)[] = [];
  #unread = Buffer.alloc(0);

  constructor(host: string) {
    this.#socket = connect({ host, port: 5432, keepAlive: false, noDelay: true });
    this.#socket.on('data', (bytes) => {
      this.#read(bytes);
    });
    this.#socket.on('error', (error) => {
      console.error(`postgres: ${error.message}`);
    });
    const parameters = Buffer.from('user\0shop\0database\0postgres\0\0');
    const length = 8 + parameters.length;
    this.#waiting.push(() => undefined);
    this.#socket.write(Buffer.concat([int32(length), int32(PROTOCOL_VERSION), parameters]));
  }

  /** Sends one statement; resolves when the server is ready for the next one, or after two seconds. */
  async query(sql: string): Promise<void> {
    const text = Buffer.from(`${sql}\0`);
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, 2000).unref();
      this.#socket.write(Buffer.concat([Buffer.from('Q'), int32(4 + text.length), text]));
    });
  }

  /** Takes whole messages off the stream; `Z` says that the server is ready, `E` is told in the process' log. */
  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    while (this.#unread.length >= HEADER_BYTES) {
      const end = 1 + this.#unread.readInt32BE(1);
      if (this.#unread.length < end) {
        return;
      }
      const type = this.#unread.toString('latin1', 0, 1);
      if (type === 'E') {
        console.error(`postgres: ${this.#unread.toString('utf8', HEADER_BYTES, end).replaceAll('\0', ' ')}`);
      }
      if (type === 'Z') {
        this.#waiting.shift()?.();
      }
      this.#unread = this.#unread.subarray(end);
    }
  }
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
