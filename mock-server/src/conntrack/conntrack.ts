import type { RecordType } from '#model/event.ts';
import type { Flow, TrafficRecord } from '#model/flow.ts';
import { assert } from '#model/lib/assert.ts';

import type { Direction } from '../lib/direction.ts';
import { Aggregators } from './aggregators.ts';
import type { ConntrackConfig } from './config/conntrack-config.ts';
import type { ConntrackOptions } from './conntrack-options.ts';
import { ConnectionEvents } from './connection-events.ts';
import type { ConnectionNotes } from './connection-notes.ts';
import type { ConnectionDetail } from './connection-rows.ts';
import { ConnectionRows, NO_ROW, WORD } from './connection-rows.ts';
import { ConnectionTable } from './connection-table.ts';
import type { CounterSample } from './counters.ts';
import { Counters } from './counters.ts';
import { printHash } from './identity/fnv64.ts';
import { IdentityReader } from './identity/identity-reader.ts';
import { KeyFields } from './key-fields.ts';
import type { SchedulingGroup } from './schedule.ts';
import type { End } from './openers.ts';
import { Openers } from './openers.ts';
import { Schedule } from './schedule.ts';
import { SpaceKeys } from './space-keys.ts';
import { TcpFlagReader } from './tcp-flags.ts';
import { isDuplicate, isTracked } from './tracked-flow.ts';

/**
 * Connection tracking: makes events of connections out of flows, as flowlogs-pipeline's stage does.
 *
 * It has no clock: `push` and `advance` are told the time, in milliseconds, which may stand still but should
 * not go back. Its memory follows the open connections. The laws it keeps are in the folder's README.
 */
export class Conntrack {
  readonly #emitted: ReadonlySet<RecordType>;
  readonly #emitsFlowLogs: boolean;
  readonly #emitsHeartbeats: boolean;
  readonly #passUntracked: boolean;
  readonly #expireBeforeApplying: boolean;
  readonly #maxConnections: number;
  readonly #identity: IdentityReader;
  readonly #keyFields: KeyFields;
  readonly #flags: TcpFlagReader;
  readonly #aggregators: Aggregators;
  readonly #schedule: Schedule;
  readonly #rows: ConnectionRows;
  readonly #table: ConnectionTable;
  readonly #spaces: SpaceKeys | undefined;
  readonly #openers: Openers | undefined;
  readonly #createNotes: (() => ConnectionNotes) | undefined;
  readonly #events: ConnectionEvents;
  readonly #counters = new Counters();
  #cutOff = 0;

  constructor(config: ConntrackConfig, options: ConntrackOptions) {
    const { numbers } = options;
    this.#emitted = new Set(config.outputRecordTypes);
    this.#emitsFlowLogs = this.#emitted.has('flowLog');
    this.#emitsHeartbeats = this.#emitted.has('heartbeat');
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
    this.#rows = new ConnectionRows(this.#aggregators.totalCount);
    this.#table = new ConnectionTable(this.#rows);
    this.#spaces = options.separateSpaces === true ? new SpaceKeys() : undefined;
    this.#openers = options.keepsOpeners === true ? new Openers() : undefined;
    this.#createNotes = options.createNotes;
    this.#events = new ConnectionEvents({
      emitted: this.#emitted,
      rows: this.#rows,
      aggregators: this.#aggregators,
      keyFields: this.#keyFields,
      counters: this.#counters,
    });
    this.#schedule = new Schedule(this.#rows, config.scheduling, this.#keyFields.names, numbers);
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
    this.#events.putNotes(records);
    return records;
  }

  /** What is due when nothing arrives: the same as `push` with an empty batch. */
  advance(nowMs: number): TrafficRecord[] {
    return this.push([], nowMs);
  }

  /**
   * What is left to tell when nothing more is recorded, and forgets all connections: the ends of those that are over by
   * their notes, or were about to end; of the others a last heartbeat with what came since their last record, as the
   * pipeline would have told it some seconds later. Those are cut by the end of the recording: they have no end.
   */
  finish(nowMs: number): TrafficRecord[] {
    const records = this.push([], nowMs);
    for (const group of this.#schedule.groups) {
      const rows: number[] = [];
      for (let row = group.takeAny(); row !== NO_ROW; row = group.takeAny()) {
        rows.push(row);
      }
      for (const row of rows) {
        this.#finishOne(row, group, records);
      }
    }
    this.#events.putNotes(records);
    return records;
  }

  #finishOne(row: number, group: SchedulingGroup, records: TrafficRecord[]): void {
    const { notes, isNews } = this.#detailOf(row);
    const isTerminating = this.#rows.word(row, WORD.isTerminating) !== 0;
    if (isTerminating || notes === undefined || notes.isOver(group.endTimeoutMs)) {
      this.#emit(row, 'endConnection', records);
    } else {
      this.#cutOff++;
      if (isNews) {
        this.#emit(row, 'heartbeat', records);
      }
    }
    this.#forget(row);
  }

  /** How many connections had not ended when nothing more was recorded (`finish`). */
  get cutOff(): number {
    return this.#cutOff;
  }

  /** How many connections are open, terminating ones included. */
  get openConnections(): number {
    return this.#rows.size;
  }

  /** When the next record or end is due, which is just after it; nothing when no connection is open. */
  get nextDeadlineMs(): number | undefined {
    const nextMs = Math.min(
      ...this.#schedule.groups.map(({ nextEndMs, heartbeats }) =>
        this.#emitsHeartbeats ? Math.min(nextEndMs, heartbeats.firstAtMs) : nextEndMs,
      ),
    );
    return nextMs === Infinity ? undefined : nextMs;
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
    this.#track(flow, nowMs, records);
    if (this.#emitsFlowLogs) {
      this.#counters.output.flowLog++;
      const { high, low } = this.#identity;
      records.push({ ...flow, _HashId: printHash(high, low), _RecordType: 'flowLog' });
    }
  }

  /** Adds the flow just identified to its connection, which it opens if there is none yet. */
  #track(flow: Flow, nowMs: number, records: TrafficRecord[]): void {
    if (isDuplicate(flow)) {
      this.#counters.duplicate++;
      if (this.#createNotes !== undefined) {
        this.#noteSecond(flow);
      }
      return;
    }
    const known = this.#find(flow);
    if (known !== NO_ROW) {
      this.#counters.update++;
      this.#update(known, flow, nowMs);
      return;
    }
    if (this.#rows.size >= this.#maxConnections) {
      this.#counters.discarded++;
      return;
    }
    const opened = this.#open(flow, nowMs);
    this.#counters.newConnection++;
    this.#update(opened, flow, nowMs);
    this.#emit(opened, 'newConnection', records);
  }

  /** The row of the connection of the flow just identified, in its own cluster and network; `NO_ROW` without one. */
  #find(flow: Flow): number {
    const { high, low } = this.#identity;
    const spaces = this.#spaces;
    if (spaces === undefined) {
      return this.#table.find(high, low);
    }
    spaces.read(flow);
    const own = this.#table.find(high ^ spaces.own, low);
    if (own !== NO_ROW || !spaces.areNetworksKnown) {
      return own;
    }
    const other = this.#table.find(high ^ spaces.other(high, low), low);
    if (other !== NO_ROW && spaces.isNetworkSaid) {
      // Its network is known from now on: a flow of another one is none of it.
      this.#table.remove(other);
      this.#rows.words[this.#rows.wordsOf(other) + WORD.high] = high ^ spaces.open(high, low);
      this.#table.add(other);
    }
    return other;
  }

  /** Lets the notes of an open connection know what a second observer says of the flow just identified. */
  #noteSecond(flow: Flow): void {
    const row = this.#find(flow);
    if (row !== NO_ROW) {
      this.#detailOf(row).notes?.addSecond(flow, this.#directionIn(row));
    }
  }

  /** Makes a row for the connection of the flow just identified, oriented by its flags. */
  #open(flow: Flow, nowMs: number): number {
    const { high, low, aHigh, aLow, bHigh, bLow } = this.#identity;
    const inSpace = high ^ (this.#spaces?.open(high, low) ?? 0);
    const opener = this.#openers?.take(inSpace, low);
    const isAnswer = this.#isAnswer(flow, opener);
    const keys = isAnswer ? this.#keyFields.readSwapped(flow) : this.#keyFields.read(flow);
    const row = this.#rows.take({
      id: printHash(high, low),
      keys,
      kept: this.#aggregators.initialKept(flow),
      isReported: false,
      isOpenerSeen: opener !== undefined,
      isNews: true,
      notes: this.#createNotes?.(),
    });
    const { words } = this.#rows;
    const at = this.#rows.wordsOf(row);
    words[at + WORD.high] = inSpace;
    words[at + WORD.low] = low;
    words[at + WORD.aHigh] = isAnswer ? bHigh : aHigh;
    words[at + WORD.aLow] = isAnswer ? bLow : aLow;
    this.#aggregators.initialiseTotals(this.#rows, row);
    this.#schedule.selectFor(keys).open(row, nowMs);
    this.#table.add(row);
    return row;
  }

  /** Whether the flow just identified, the first of its connection, goes from B to A. */
  #isAnswer(flow: Flow, opener: End | undefined): boolean {
    if (this.#flags.isAnswer(flow)) {
      this.#counters.swapAB++;
      return true;
    }
    const { aHigh, aLow } = this.#identity;
    const isKnownOpener = opener?.high === aHigh && opener.low === aLow;
    return opener !== undefined && !isKnownOpener && !this.#flags.isOpening(flow);
  }

  #update(row: number, flow: Flow, nowMs: number): void {
    const direction = this.#directionIn(row);
    this.#aggregators.updateTotals(this.#rows, row, flow, direction);
    this.#aggregators.updateKept(flow, () => this.#detailOf(row).kept);
    const detail = this.#detailOf(row);
    detail.isNews = true;
    if (this.#openers !== undefined) {
      detail.isOpenerSeen ||= direction === 'ab' ? this.#flags.isOpening(flow) : this.#flags.isAnswer(flow);
    }
    detail.notes?.add(flow, direction);
    const group = this.#schedule.groupOf(row);
    if (this.#flags.isEnd(flow)) {
      this.#counters.detectEndConnection++;
      group.terminate(row, nowMs);
    } else {
      group.touch(row, nowMs);
    }
  }

  /** Which way the flow just identified goes; a flow from an endpoint to itself goes from A to B. */
  #directionIn(row: number): Direction {
    const { words } = this.#rows;
    const at = this.#rows.wordsOf(row);
    return words[at + WORD.aLow] === this.#identity.aLow && words[at + WORD.aHigh] === this.#identity.aHigh
      ? 'ab'
      : 'ba';
  }

  /** Forgets what is over, whether its end is to be told or not. */
  #endExpired(nowMs: number, records: TrafficRecord[]): void {
    for (const group of this.#schedule.groups) {
      for (let row = group.takeExpired(nowMs); row !== NO_ROW; row = group.takeExpired(nowMs)) {
        this.#emit(row, 'endConnection', records);
        this.#forget(row);
      }
    }
  }

  #forget(row: number): void {
    const [high, low] = [this.#rows.word(row, WORD.high), this.#rows.word(row, WORD.low)];
    if (this.#detailOf(row).isOpenerSeen) {
      const opener = { high: this.#rows.word(row, WORD.aHigh), low: this.#rows.word(row, WORD.aLow) };
      this.#openers?.remember(high, low, opener);
    }
    this.#table.remove(row);
    this.#spaces?.close(high, low);
    this.#rows.release(row);
  }

  #beat(nowMs: number, records: TrafficRecord[]): void {
    if (!this.#emitsHeartbeats) {
      return;
    }
    for (const group of this.#schedule.groups) {
      for (const row of group.takeHeartbeats(nowMs)) {
        this.#emit(row, 'heartbeat', records);
      }
    }
  }

  #emit(row: number, type: RecordType, records: TrafficRecord[]): void {
    this.#events.emit(row, this.#detailOf(row), type, records);
  }

  #detailOf(row: number): ConnectionDetail {
    const detail = this.#rows.detail(row);
    assert(detail !== undefined, 'the row of a connection is given out');
    return detail;
  }
}
