import type { App } from './app.ts';
import { createApp } from './app.ts';
import type { ServerOptions } from './config.ts';
import { ConfigError, readOptions, USAGE } from './config.ts';
import { RecordingError } from './recording/recording-error.ts';

/** How long a stop may take before the process ends anyway, in ms. */
const STOP_MS = 5000;

await main();

async function main(): Promise<void> {
  try {
    const options = await readOptions(process.argv.slice(2));
    if (options === 'help') {
      print(USAGE);
    } else {
      await serve(options);
    }
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
  }
}

async function serve(options: ServerOptions): Promise<void> {
  const startedMs = performance.now();
  const server = await createApp(options);
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void server.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    const url = await server.app.listen({ host: options.host, port: options.port });
    await printSummary(server, performance.now() - startedMs);
    print(`listening on ${url}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function printSummary({ recording, facts, store, logTypes }: App, tookMs: number): Promise<void> {
  const { conversations, openConversations } = await store.summary();
  const span = facts.span ?? { firstMs: 0, lastMs: 0 };
  const from = new Date(span.firstMs).toISOString();
  const to = new Date(span.lastMs).toISOString();
  print(`${recording.name}: ${facts.flows} flows from ${from} to ${to}`);
  print(`log types ${logTypes}: ${conversations} conversations, ${openConversations} of them open`);
  print(`loaded in ${(tookMs / 1000).toFixed(1)} s`);
  if (facts.leftOutCount > 0) {
    print(`${facts.leftOutCount} broken lines left out, the first of them:`);
    for (const { line, reason } of facts.leftOut) {
      print(`  line ${line}: ${reason}`);
    }
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    return `${error.message}\n\n${USAGE}`;
  }
  if (error instanceof RecordingError) {
    return error.message;
  }
  if (error instanceof Error && 'code' in error && 'syscall' in error && error.syscall === 'listen') {
    return explainListen(error);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function explainListen(error: Error & Readonly<Record<'code', unknown>>): string {
  const port = 'port' in error ? String(error.port) : '';
  return error.code === 'EADDRINUSE'
    ? `port ${port} is taken: choose another with --port, or --port 0 for any free one`
    : `cannot listen: ${error.message}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
