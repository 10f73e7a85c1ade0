import type { InjectOptions } from 'fastify';

import type { TrafficRecord } from '#model/flow.ts';

import type { App } from '../../src/app.ts';
import { createApp } from '../../src/app.ts';
import { bundledRecordings } from '../../src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../../src/config.ts';
import type { ServerOptions } from '../../src/config.ts';
import { FakeClock } from '../fake-clock.ts';
import { RecordingFiles } from '../recording-files.ts';
import { oddFlows } from './odd-flows.ts';

const RECORDINGS = [
  'tour',
  'shop',
  'icmp',
  'both-nodes',
  'ipv6',
  'failing',
  'idle',
  'port-reuse',
  'one-sided',
  'port-scan',
];

/** A minute after the last flow of the recordings. */
export const NOW_MS = 1_795_426_420_000;

export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
};

/** What a server is filled from: bundled recordings and odd flows, or `flows` alone. */
type Content = {
  readonly flows?: readonly TrafficRecord[];
  readonly recordings?: readonly string[];
  readonly options?: Partial<ServerOptions>;
};

/** A server with bundled recordings and some odd flows, asked through HTTP's front door. */
export class ContractServer {
  readonly #app: App;
  readonly #files: RecordingFiles;
  readonly paths: readonly string[];

  private constructor(app: App, files: RecordingFiles, paths: readonly string[]) {
    this.#app = app;
    this.#files = files;
    this.paths = paths;
  }

  /** With the bundled recordings, or with some flows alone. */
  static async start({
    flows,
    recordings = RECORDINGS,
    options = {},
  }: Content = {}): Promise<ContractServer> {
    const files = await RecordingFiles.create();
    const own = await files.writeFlows(flows ?? oddFlows());
    const bundled = bundledRecordings().filter(({ name }) => recordings.includes(name));
    const paths = [...(flows === undefined ? bundled.map(({ path }) => path) : []), own];
    const app = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: paths, timeline: 'recorded', logLevel: 'silent', ...options },
      new FakeClock(NOW_MS),
    );
    return new ContractServer(app, files, paths);
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask({ method: 'GET', url, headers });
  }

  post(url: string, payload: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask({ method: 'POST', url, payload, headers });
  }

  async json<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const { status, text } = await this.get(url, headers);
    if (status !== 200) {
      throw new Error(`${url} answers ${status}: ${text}`);
    }
    return JSON.parse(text) as T;
  }

  async #ask(options: InjectOptions): Promise<Answer> {
    const response = await this.#app.app.inject(options);
    return {
      status: response.statusCode,
      type: String(response.headers['content-type']),
      headers: response.headers,
      text: response.body,
    };
  }

  /** Every record that it holds, in the order of ingest. */
  async records(): Promise<readonly TrafficRecord[]> {
    const { text } = await this.get('/api/loki/export?format=ndjson&showDup=true');
    return linesOf(text);
  }

  async stop(): Promise<void> {
    await this.#app.stop();
    await this.#files.remove();
  }
}

/** The records of an export as NDJSON, without the line at its end that says what it is. */
export function linesOf(text: string): readonly TrafficRecord[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"_export":'))
    .map((line) => JSON.parse(line) as TrafficRecord);
}

/** A text encoded twice, as NetObserv's front end does with filters. */
export function twice(filters: string): string {
  return encodeURIComponent(encodeURIComponent(filters));
}
