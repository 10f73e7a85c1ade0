import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import {
  readCapture,
  readConntrackLog,
  readDrops,
  startCapture,
  startConntrackLog,
  startDropCapture,
} from './capture.ts';
import type { LabFeature, LabNode, LabProcess } from './cluster.ts';
import { RECORDINGS_DIRECTORY, rewriteEntry, saveRecording } from './manifest.ts';
import { whyItCannotRun, whyThereIsNone } from './needs.ts';
import { Network, podInterface, UPLINK } from './network.ts';
import { LabCommandError, Processes, run, stop } from './processes.ts';
import { directionOn, podsOf, recordFlows } from './record.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';
import type { WirePort } from './wire.ts';

const NODE_DELAY_MS = 0.6;
const OUTSIDE_DELAY_MS = 9;
const SETTLE_MS = 2500;

const USAGE = `Usage: npm run lab -- SCENARIO [--seconds N] [--out DIRECTORY] [--keep] [--manifest-only]
Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      out: { type: 'string' },
      keep: { type: 'boolean' },
      'manifest-only': { type: 'boolean' },
    },
  });
  const scenario = SCENARIOS.find(({ name }) => name === positionals[0]);
  if (scenario === undefined) {
    console.error(whyThereIsNone(positionals[0]) ?? USAGE);
    return 2;
  }
  const seconds = Number(values.seconds ?? scenario.seconds);
  if (!Number.isInteger(seconds) || seconds <= 0) {
    console.error(`--seconds wants a whole number above 0, not ${values.seconds ?? ''}`);
    return 2;
  }
  if (values['manifest-only'] === true) {
    tellProblems(await rewriteEntry(scenario, values.out ?? RECORDINGS_DIRECTORY));
    return 0;
  }
  const obstacle = whyItCannotRun(scenario);
  if (obstacle !== undefined) {
    console.error(obstacle);
    return 1;
  }
  const work = await mkdtemp(join(tmpdir(), 'lab-'));
  const processes = new Processes();
  const network = new Network(scenario.cluster, `lab${String(process.pid)}`, scenario.features);
  let takenDown: Promise<void> | undefined;
  const takeDown = () =>
    (takenDown ??= (async () => {
      await processes.stopAll();
      await network.remove();
    })());
  const clean = async () => {
    await takeDown();
    if (values.keep !== true) {
      await rm(work, { recursive: true, force: true });
    }
  };
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!interruption.signal.aborted) {
        interruption.abort();
        console.error(`\n${signal}: cleaning up`);
        void clean().finally(() => process.exit(130));
      }
    });
  }
  try {
    const uplinkMacs = await play({ scenario, seconds, work, network, processes });
    await takeDown();
    await writeRecording({
      scenario,
      seconds,
      work,
      uplinkMacs,
      directory: values.out ?? RECORDINGS_DIRECTORY,
    });
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) {
      return 130;
    }
    if (error instanceof LabCommandError) {
      console.error(error.message);
      return 1;
    }
    throw error;
  } finally {
    await clean();
  }
}

type Run = {
  readonly scenario: Scenario;
  readonly seconds: number;
  readonly work: string;
  readonly network: Network;
  readonly processes: Processes;
};

/**
 * Builds the network, starts everything, captures for as long as it takes, and stops the capture.
 *
 * Returns the MAC addresses of the nodes' uplinks by node, in the scenario's order.
 */
async function play({ scenario, seconds, work, network, processes }: Run): Promise<readonly string[]> {
  await prepareFiles(scenario, work);
  console.error('Building the network');
  await network.create();
  startWireProcess(network, processes, work);
  const conntrackLogs = nodesWith(scenario, 'packetTranslation').map(({ name }) =>
    startConntrackLog(
      processes,
      network.namespaceOf({ kind: 'node', node: name }),
      conntrackFile(work, name),
    ),
  );
  const start = ({ place, command }: LabProcess) => {
    const [program = '', ...args] = command.map((word) => word.replaceAll('{work}', work));
    const file = program === 'node' ? process.execPath : program;
    const namespace = network.namespaceOf(place);
    processes.start(
      `${program} in ${namespace}`,
      ['ip', 'netns', 'exec', namespace, file, ...args],
      join(work, `${namespace}.log`),
    );
  };
  scenario.processes.filter(({ isEarly }) => isEarly === true).forEach(start);
  await delay(SETTLE_MS);
  const captures = scenario.cluster.nodes.map((node) =>
    startCapture(processes, {
      namespace: network.namespaceOf({ kind: 'node', node: node.name }),
      interfaces: [...podsOf(scenario.cluster, node).map(podInterface), UPLINK],
      file: join(work, `${node.name}.pcapng`),
      filter: scenario.captureFilter,
    }),
  );
  const dropCaptures = nodesWith(scenario, 'pktDrop').map(({ name }) =>
    startDropCapture(processes, network.namespaceOf({ kind: 'node', node: name }), dropFile(work, name)),
  );
  await delay(SETTLE_MS);
  console.error(`Recording ${scenario.name} for ${String(seconds)} s`);
  scenario.processes.filter(({ isEarly }) => isEarly !== true).forEach(start);
  await delay(seconds * 1000);
  await stop([...captures, ...dropCaptures, ...conntrackLogs], 'SIGINT');
  return Promise.all(scenario.cluster.nodes.map(({ name }) => network.uplinkMac(name)));
}

function nodesWith(scenario: Scenario, feature: LabFeature): readonly LabNode[] {
  return scenario.features?.includes(feature) === true ? scenario.cluster.nodes : [];
}

function conntrackFile(work: string, node: string): string {
  return join(work, `${node}.conntrack`);
}

function dropFile(work: string, node: string): string {
  return join(work, `${node}.drops.pcapng`);
}

async function prepareFiles(scenario: Scenario, work: string): Promise<void> {
  for (const [name, text] of Object.entries(scenario.files)) {
    await writeFile(join(work, name), text.replaceAll('{work}', work));
  }
  for (const command of scenario.prepare ?? []) {
    await run(command.map((word) => word.replaceAll('{work}', work)));
  }
  await writeFile(join(work, 'data.bin'), Buffer.alloc(scenario.dataBytes, 'data '));
  await run([
    ...[
      'openssl',
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=payments.example.com',
    ],
    ...['-keyout', join(work, 'payments.key'), '-out', join(work, 'payments.crt')],
  ]);
  await build({
    entryPoints: [join(import.meta.dirname, 'workload/main.ts')],
    outfile: join(work, 'lab.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
}

function startWireProcess(network: Network, processes: Processes, work: string): void {
  const ports: readonly WirePort[] = network.underlays.map(({ name, nodeIp, wireIp }) => ({
    nodeIp,
    wireIp,
    delayMs: name === 'outside' ? OUTSIDE_DELAY_MS : NODE_DELAY_MS,
  }));
  const command = [process.execPath, join(work, 'lab.mjs'), 'wire', JSON.stringify(ports)];
  processes.start(
    'the wire',
    ['ip', 'netns', 'exec', network.wireNamespace, ...command],
    join(work, 'wire.log'),
  );
}

type Captured = Pick<Run, 'scenario' | 'seconds' | 'work'> & {
  readonly uplinkMacs: readonly string[];
  readonly directory: string;
};

/** Decodes the captures, meters them as the agents would, and writes recording and manifest. */
async function writeRecording({ scenario, seconds, work, uplinkMacs, directory }: Captured): Promise<void> {
  console.error('Decoding');
  const captures = [];
  for (const [index, node] of scenario.cluster.nodes.entries()) {
    const directionOf = directionOn(podsOf(scenario.cluster, node), uplinkMacs[index] ?? '');
    const packets = await readCapture(join(work, `${node.name}.pcapng`), directionOf);
    const [translations, drops] = await Promise.all([
      nodesWith(scenario, 'packetTranslation').length > 0
        ? readConntrackLog(conntrackFile(work, node.name))
        : [],
      nodesWith(scenario, 'pktDrop').length > 0 ? readDrops(dropFile(work, node.name)) : [],
    ]);
    console.error(
      `${node.name}: ${String(packets.length)} packets, ${String(translations.length)} translations, ${String(drops.length)} dropped`,
    );
    captures.push({ node, packets, translations, drops });
  }
  const flows = recordFlows(scenario.cluster, captures);
  tellProblems(await saveRecording({ scenario, seconds, flows, directory }));
}

function tellProblems(problems: readonly string[]): void {
  for (const problem of problems) {
    console.error(`Not shown: ${problem}`);
  }
}

process.exitCode = await main();
