import type { RecordType } from '#model/event.ts';
import type { Flow, JsonValue, TrafficRecord } from '#model/flow.ts';

import type { Direction } from './aggregators.ts';
import { Aggregators, DIRECTION } from './aggregators.ts';
import type { ConntrackConfig } from './config/conntrack-config.ts';
import { Connection } from './connection.ts';
import { ConnectionTable } from './connection-table.ts';
import { isTruthy, toFloat64 } from './convert.ts';
import type { CounterSample } from './counters.ts';
import { Counters } from './counters.ts';
import { printHash } from './identity/fnv64.ts';
import { IdentityReader } from './identity/identity-reader.ts';
import type { NumericKind } from './identity/numeric-kind.ts';
import { KeyFields } from './key-fields.ts';
import { Schedule } from './schedule.ts';
import type { EndFlagsOptions } from './tcp-flags.ts';
import { TcpFlagReader } from './tcp-flags.ts';

/**
 * How a tracker departs from flowlogs-pipeline, by default in nothing: then its records are the same bit
 * for bit.
 *
 * `endOnFinAck`: FIN_ACK, which is what the agent makes of nearly every FIN, ends a connection as FIN does.
 * `endOnReset`: so do RST and RST_ACK. Both need `detectEndConnection` in the configuration.
 */
export type ConntrackOptions = EndFlagsOptions & {
  /** What the numbers of flows were before they became JSON. */
  readonly numbers: NumericKind;
  /** Flows of protocols that are not tracked (ICMP, ARP …) come out as flow logs, without an id. */
  readonly passUntracked?: boolean;
  /** What is over ends before a batch is applied, so that a flow after a silence opens a new connection. */
  readonly expireBeforeApplying?: boolean;
};

const TCP = 6;
const UDP = 17;
const SCTP = 132;

/**
 * Connection tracking: makes events of connections out of flows, as flowlogs-pipeline's stage does.
 *
 * It has no clock: `push` and `advance` are told the time, in milliseconds, which may stand still but should
 * not go back. Its memory follows the open connections. The laws it keeps are in the folder's README.
 */
export class Conntrack {
  readonly #emitted: ReadonlySet<RecordType>;
  readonly #emitsFlowLogs: boolean;
  readonly #passUntracked: boolean;
  readonly #expireBeforeApplying: boolean;
  readonly #maxConnections: number;
  readonly #identity: IdentityReader;
  readonly #keyFields: KeyFields;
  readonly #flags: TcpFlagReader;
  readonly #aggregators: Aggregators;
  readonly #schedule: Schedule;
  readonly #connections = new ConnectionTable<Connection>();
  readonly #counters = new Counters();

  constructor(config: ConntrackConfig, options: ConntrackOptions) {
    const { numbers } = options;
    this.#emitted = new Set(config.outputRecordTypes);
    this.#emitsFlowLogs = this.#emitted.has('flowLog');
    this.#passUntracked = options.passUntracked ?? false;
    this.#expireBeforeApplying = options.expireBeforeApplying ?? false;
    this.#maxConnections = config.maxConnectionsTracked > 0 ? config.maxConnectionsTracked : Infinity;
    this.#keyFields = new KeyFields(config.keyDefinition);
    this.#identity = new IdentityReader(config.keyDefinition, numbers, (field) => {
      this.#counters.countMissingKey(field);
    });
    this.#aggregators = new Aggregators(config.outputFields, numbers, (error, field) => {
      this.#counters.countAggregatorError(error, field);
    });
    this.#flags = new TcpFlagReader(config.tcpFlags, options);
    this.#schedule = new Schedule(config.scheduling, this.#keyFields.names, numbers);
  }

  /**
   * Applies one batch and says what comes out, in order: for each flow `newConnection` and `flowLog`, then
   * the ends, then the heartbeats that are due.
   *
   * Flows are applied before ends are looked for, so that one that comes late keeps its connection open.
   */
  push(flows: readonly Flow[], nowMs: number): TrafficRecord[] {
    const records: TrafficRecord[] = [];
    if (this.#expireBeforeApplying) {
      this.#endExpired(nowMs, records);
    }
    for (const flow of flows) {
      this.#apply(flow, nowMs, records);
    }
    this.#endExpired(nowMs, records);
    this.#beat(nowMs, records);
    return records;
  }

  /** What is due when nothing arrives: the same as `push` with an empty batch. */
  advance(nowMs: number): TrafficRecord[] {
    return this.push([], nowMs);
  }

  /** How many connections are open, terminating ones included. */
  get openConnections(): number {
    return this.#connections.size;
  }

  /** When the next end or heartbeat is due, which is just after it; nothing when no connection is open. */
  get nextDeadlineMs(): number | undefined {
    return this.#schedule.nextDeadlineMs();
  }

  /** The counters so far, and the gauge of open connections, as flowlogs-pipeline names them. */
  counters(): readonly CounterSample[] {
    return this.#counters.samples(this.#schedule.groups, this.#emitted);
  }

  #apply(flow: Flow, nowMs: number, records: TrafficRecord[]): void {
    if (!isTracked(flow)) {
      this.#counters.discarded++;
      if (this.#passUntracked && this.#emitsFlowLogs) {
        this.#counters.output.flowLog++;
        records.push({ ...flow, _RecordType: 'flowLog' });
      }
      return;
    }
    if (!this.#identity.read(flow)) {
      this.#counters.rejected++;
      return;
    }
    const { high, low } = this.#identity;
    const connection = this.#track(flow, nowMs, records);
    if (this.#emitsFlowLogs) {
      this.#counters.output.flowLog++;
      records.push({ ...flow, _HashId: connection?.id ?? printHash(high, low), _RecordType: 'flowLog' });
    }
  }

  /** Adds the flow just identified to its connection, which it opens if need be; nothing if it must not. */
  #track(flow: Flow, nowMs: number, records: TrafficRecord[]): Connection | undefined {
    if (isDuplicate(flow)) {
      this.#counters.duplicate++;
      return undefined;
    }
    const known = this.#connections.get(this.#identity.high, this.#identity.low);
    if (known !== undefined) {
      this.#counters.update++;
      this.#update(known, flow, nowMs);
      return known;
    }
    if (this.#connections.size >= this.#maxConnections) {
      this.#counters.discarded++;
      return undefined;
    }
    const opened = this.#open(flow, nowMs);
    this.#counters.newConnection++;
    this.#update(opened, flow, nowMs);
    this.#emit(opened, 'newConnection', records);
    return opened;
  }

  #open(flow: Flow, nowMs: number): Connection {
    const { high, low, aHigh, aLow, bHigh, bLow } = this.#identity;
    const isAnswer = this.#flags.isAnswer(flow);
    if (isAnswer) {
      this.#counters.swapAB++;
    }
    const keys = isAnswer ? this.#keyFields.readSwapped(flow) : this.#keyFields.read(flow);
    const connection = new Connection({
      high,
      low,
      aHigh: isAnswer ? bHigh : aHigh,
      aLow: isAnswer ? bLow : aLow,
      keys,
      group: this.#schedule.groupOf(keys),
      totals: this.#aggregators.initialTotals(),
      kept: this.#aggregators.initialKept(flow),
    });
    connection.group.open(connection, nowMs);
    this.#connections.set(high, low, connection);
    return connection;
  }

  #update(connection: Connection, flow: Flow, nowMs: number): void {
    this.#aggregators.update(connection, flow, this.#directionIn(connection));
    if (this.#flags.isEnd(flow)) {
      this.#counters.detectEndConnection++;
      connection.group.terminate(connection, nowMs);
    } else {
      connection.group.touch(connection, nowMs);
    }
  }

  /** Which way the flow just identified goes; a flow from an endpoint to itself goes from A to B. */
  #directionIn({ aHigh, aLow }: Connection): Direction {
    return this.#identity.aHigh === aHigh && this.#identity.aLow === aLow ? DIRECTION.ab : DIRECTION.ba;
  }

  /** Forgets what is over, whether its end is to be told or not. */
  #endExpired(nowMs: number, records: TrafficRecord[]): void {
    for (const group of this.#schedule.groups) {
      let ended = group.takeExpired(nowMs);
      while (ended !== undefined) {
        this.#connections.delete(ended.high, ended.low);
        this.#emit(ended, 'endConnection', records);
        ended = group.takeExpired(nowMs);
      }
    }
  }

  #beat(nowMs: number, records: TrafficRecord[]): void {
    if (!this.#emitted.has('heartbeat')) {
      return;
    }
    for (const group of this.#schedule.groups) {
      for (const connection of group.takeHeartbeats(nowMs)) {
        this.#emit(connection, 'heartbeat', records);
      }
    }
  }

  /** Puts out a record of a connection if its type is wanted; the first one says so, whatever its type. */
  #emit(connection: Connection, type: RecordType, records: TrafficRecord[]): void {
    if (!this.#emitted.has(type)) {
      return;
    }
    this.#counters.output[type]++;
    const record: Record<string, JsonValue> = {};
    this.#aggregators.render(connection, record);
    for (const [index, field] of this.#keyFields.names.entries()) {
      record[field] = connection.keys[index] ?? null;
    }
    record['_HashId'] = connection.id;
    record['_RecordType'] = type;
    record['_IsFirst'] = !connection.isReported;
    connection.isReported = true;
    records.push(record);
  }
}

/** Whether a flow's protocol has connections; the field's name is fixed, as in the reference. */
function isTracked(flow: Flow): boolean {
  const protocol = toFloat64(flow['Proto']);
  return protocol === TCP || protocol === UDP || protocol === SCTP;
}

/** Whether an agent marked a flow as seen by another interface already. */
function isDuplicate(flow: Flow): boolean {
  const mark = flow['Duplicate'];
  return mark !== undefined && isTruthy(mark);
}
