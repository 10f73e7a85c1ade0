import type { Clock } from '../../mock-server/src/lib/clock.ts';
import type { App } from '../../mock-server/src/app.ts';
import { createApp } from '../../mock-server/src/app.ts';
import { bundledRecordings } from '../../mock-server/src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../../mock-server/src/config.ts';
import type { OpenApiDocument } from '../../mock-server/src/http/openapi/document.ts';
import { readDocument } from '../../mock-server/src/http/openapi/document.ts';
import type { Example } from './examples.ts';

/** What the recording is that all examples are about. */
const RECORDING = 'tour';
/** Just after its end. */
const NOW_MS = 1_795_415_763_000;
const NOW: Clock = { now: () => NOW_MS, every: () => () => undefined };

export type Answer = {
  readonly status: number;
  /** Without its parameters. */
  readonly type: string;
  readonly text: string;
};

/** Servers that have loaded the recording and on which no time passes: the same request has the same answer. */
export class ExampleServers {
  readonly #recorded: App;
  /** Started when it is asked first. */
  #live: Promise<App> | undefined;

  private constructor(recorded: App) {
    this.#recorded = recorded;
  }

  static async start(): Promise<ExampleServers> {
    return new ExampleServers(await serve('recorded'));
  }

  async document(): Promise<OpenApiDocument> {
    return readDocument((await this.#recorded.app.inject('/api/openapi.json')).json());
  }

  async ask(method: string, { url, body, form, timeline }: Example): Promise<Answer> {
    const { app } = timeline === 'live' ? await (this.#live ??= serve('live')) : this.#recorded;
    const answer = await app.inject({
      method: method === 'PATCH' ? 'PATCH' : method === 'POST' ? 'POST' : 'GET',
      url,
      ...(body === undefined
        ? {}
        : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(form === undefined
        ? {}
        : { payload: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    });
    const [type = ''] = String(answer.headers['content-type']).split(';');
    return { status: answer.statusCode, type, text: answer.body };
  }

  async stop(): Promise<void> {
    await this.#recorded.stop();
    await (await this.#live)?.stop();
  }
}

function serve(timeline: 'recorded' | 'live'): Promise<App> {
  const recording = bundledRecordings().find(({ name }) => name === RECORDING);
  if (recording === undefined) {
    throw new Error(`there is no recording ${RECORDING}`);
  }
  const { path, title } = recording;
  return createApp({ ...SERVER_DEFAULTS, flowsPaths: [path], title, timeline, logLevel: 'silent' }, NOW);
}
