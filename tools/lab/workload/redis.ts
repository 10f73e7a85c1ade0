import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** One connection to Redis that is kept for as long as the process lives. */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #waiting: (() => void)[] = [];

  constructor(host: string) {
    this.#socket = connect({ host, port: 6379, keepAlive: false, noDelay: true });
    this.#socket.on('data', () => {
      this.#waiting.shift()?.();
    });
    this.#socket.on('error', (error) => {
      console.error(`redis: ${error.message}`);
    });
  }

  /** Sends one command; resolves when something comes back, or after two seconds. */
  async command(...words: readonly string[]): Promise<void> {
    const text = words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`).join('');
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, 2000).unref();
      this.#socket.write(`*${String(words.length)}\r\n${text}`);
    });
  }
}
