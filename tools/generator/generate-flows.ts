import { buildCluster } from './cluster/cluster.ts';
import { poisson } from './chance/distributions.ts';
import { LineBuffer } from './reports/lines.ts';
import { Mix } from './traffic/mix.ts';
import type { Connection, Observation } from './reports/observation.ts';
import { connect } from './reports/observation.ts';
import type { GeneratorOptions } from './options.ts';
import { Random } from './chance/random.ts';
import { busyness, meanBusyness } from './chance/rate.ts';
import type { Report } from './reports/report.ts';
import { nextReport, receivedS, reportAfter, reportUntil, REPORT_MS } from './reports/report.ts';
import { endMs, exchangesBefore, PROTOCOL } from './traffic/traffic.ts';

/** What a stream was, told at its end. */
export type StreamSummary = {
  readonly flows: number;
  /** Connections of which at least one flow log was written. */
  readonly connections: number;
  /** 5-tuples of TCP and UDP that were opened, reuse included: what connection tracking finds. */
  readonly conversations: number;
  /** The sum of `Bytes`. */
  readonly bytes: number;
  /** Bytes of all lines. */
  readonly lineBytes: number;
  /** `TimeReceived` of the first and of the last flow log. */
  readonly firstS: number;
  readonly lastS: number;
};

/** Flow logs of an occasion on average; measured, for it follows from all distributions together. */
const FLOWS_PER_OCCASION = 17.5;

/** Connections that began so long before the stream are in it, if they last. */
const WARM_UP_S = 1_800;

/**
 * Writes flow logs as NDJSON, in batches of whole lines, in the order of `TimeReceived`; at the end, says what it wrote.
 *
 * It knows neither clock nor files. Memory follows the connections that are open at one time, which the rate
 * decides, not how many flow logs there are.
 */
export function* generateFlows(options: GeneratorOptions): Generator<Uint8Array, StreamSummary> {
  const stream = new Stream(options);
  while (!stream.isComplete) {
    stream.step();
    if (stream.report.text.isFull) {
      yield stream.report.text.take();
    }
  }
  yield stream.report.text.take();
  return stream.summary();
}

/** The connections that are open, second by second. */
class Stream {
  readonly report: Report = { text: new LineBuffer(), lines: 0, bytes: 0 };
  readonly #options: GeneratorOptions;
  readonly #mix: Mix;
  readonly #arrivals: Random;
  /** Observations by the second in which their next report comes in. */
  readonly #due = new Map<number, Observation[]>();
  /** Occasions a second when busyness is 1. */
  readonly #rate: number;
  /** The second in which the stream begins, and the one it has come to. */
  readonly #startS: number;
  #second: number;
  /** What is due in this second, and how much of it is told. */
  #current: readonly Observation[] = [];
  #toldOfCurrent = 0;
  #connections = 0;
  #conversations = 0;
  #firstS = 0;
  #lastS = 0;

  constructor(options: GeneratorOptions) {
    this.#options = options;
    this.#mix = new Mix(buildCluster(options), options);
    this.#arrivals = Random.of(options.seed, 4);
    const occasions = options.flows / FLOWS_PER_OCCASION;
    this.#rate = occasions / (options.hours * 3_600) / meanBusyness(options.startMs, options.hours);
    this.#startS = Math.floor(options.startMs / 1_000);
    this.#second = this.#startS - WARM_UP_S;
  }

  get isComplete(): boolean {
    return this.report.lines >= this.#options.flows;
  }

  /** Tells of one observation, or lets a second pass when all that was due in this one is told. */
  step(): void {
    const observation = this.#current[this.#toldOfCurrent++];
    if (observation === undefined) {
      this.#passSecond();
    } else {
      this.#tell(observation);
    }
  }

  summary(): StreamSummary {
    return {
      flows: this.report.lines,
      connections: this.#connections,
      conversations: this.#conversations,
      bytes: this.report.bytes,
      lineBytes: this.report.text.total,
      firstS: this.#firstS,
      lastS: this.#lastS,
    };
  }

  #passSecond(): void {
    const startMs = this.#second * 1_000;
    const count = poisson(this.#arrivals, this.#rate * busyness(startMs));
    for (let opened = 0; opened < count; opened++) {
      for (const plan of this.#mix.open(startMs + this.#arrivals.below(1_000))) {
        if (endMs(plan.traffic) >= this.#startS * 1_000 - REPORT_MS) {
          this.#begin(connect(plan));
        }
      }
    }
    this.#second++;
    this.#current = this.#due.get(this.#second) ?? [];
    this.#toldOfCurrent = 0;
    this.#due.delete(this.#second);
  }

  /** Waits for the first reports of a connection; what was told before the stream began is left out. */
  #begin(connection: Connection): void {
    for (const observation of connection.observations) {
      if (nextReport(observation) < this.#startS * 1_000) {
        const told = reportAfter(observation.node.phaseMs, this.#startS * 1_000 - REPORT_MS - 1);
        observation.isStarted = true;
        observation.told = exchangesBefore(connection.traffic, told);
        if (connection.endMs < told) {
          continue;
        }
      }
      this.#await(observation);
    }
  }

  #await(observation: Observation): void {
    const second = receivedS(nextReport(observation));
    const due = this.#due.get(second);
    if (due === undefined) {
      this.#due.set(second, [observation]);
    } else {
      due.push(observation);
    }
  }

  #tell(observation: Observation): void {
    const linesBefore = this.report.lines;
    const isOver = reportUntil(observation, nextReport(observation), this.#options.flows, this.report);
    if (this.report.lines > linesBefore) {
      this.#count(observation);
    }
    if (!isOver) {
      this.#await(observation);
    }
  }

  #count({ connection, tuple }: Observation): void {
    if (this.#firstS === 0) {
      this.#firstS = this.#second;
    }
    this.#lastS = this.#second;
    if (!connection.isReported) {
      connection.isReported = true;
      this.#connections++;
    }
    const { protocol } = connection.traffic;
    if (!tuple.isReported && (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp)) {
      tuple.isReported = true;
      this.#conversations++;
    }
  }
}
