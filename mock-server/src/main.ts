import { createApp } from './app.ts';
import { ConfigError } from './config-error.ts';
import type { ServerOptions } from './config.ts';
import { readCommand } from './config.ts';
import { LoadProgress } from './load-progress.ts';
import { printLoadSummary } from './load-summary.ts';
import { SystemClock } from './lib/system-clock.ts';
import { RecordingError } from './recording/recording-error.ts';

/** How long a stop may take before the process ends anyway, in ms: the last answers, and writing the store out. */
const STOP_MS = 30_000;

await main();

async function main(): Promise<void> {
  try {
    const command = await readCommand(process.argv.slice(2));
    if (command.kind === 'print') {
      print(command.text);
    } else {
      for (const warning of command.warnings) {
        process.stderr.write(`warning: ${warning}\n`);
      }
      await serve(command.options);
    }
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
  }
}

async function serve(options: ServerOptions): Promise<void> {
  const startedMs = performance.now();
  // While it loads there is nothing to finish: a store on disk has what was told, and goes on there the next time.
  let stop = (): void => {
    process.exit(1);
  };
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) {
        process.exit(1);
      }
      isStopping = true;
      stop();
    });
  }
  const isVerbose = options.logLevel === 'debug' || options.logLevel === 'trace';
  const progress = new LoadProgress(
    (line) => process.stderr.write(`${line}\n`),
    startedMs,
    isVerbose ? 0 : undefined,
  );
  const server = await createApp(options, new SystemClock(), (step, records) => {
    progress.note(step, records, performance.now());
  });
  progress.end();
  stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    server.stop().catch((error: unknown) => {
      process.stderr.write(`${explain(error)}\n`);
      process.exit(1);
    });
  };
  try {
    const url = await server.app.listen({ host: options.host, port: options.port });
    const summary = { ...(await server.summary()), tookMs: performance.now() - startedMs };
    print(printLoadSummary(summary).join('\n'));
    print(`listening on ${options.tls === undefined ? url : url.replace(/^http:/, 'https:')}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    return `${error.message}\nOptions are listed by --help.`;
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
