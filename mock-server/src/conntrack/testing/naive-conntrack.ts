import type { RecordType } from '#model/event.ts';
import type { Flow, JsonValue, TrafficRecord } from '#model/flow.ts';

import type { ConntrackConfig, OutputField, SchedulingGroupConfig } from '../config/conntrack-config.ts';
import { isTruthy, toBits32, toFloat64 } from '../convert.ts';
import type { NumericKind } from '../identity/numeric-kind.ts';
import { matchesSelectorValue } from '../selector.ts';

type Values = Record<string, JsonValue | undefined>;

type NaiveConnection = {
  readonly id: bigint;
  hashA: bigint;
  readonly keys: Values;
  readonly aggregates: Values;
  readonly group: SchedulingGroupConfig;
  expiryMs: number;
  heartbeatMs: number;
  isTerminating: boolean;
  isReported: boolean;
};

/**
 * Connection tracking written down from its specification, with nothing done for speed: an oracle.
 *
 * Hashes are `BigInt`s over lists of bytes, orders are plain lists that are searched and filtered.
 */
export class NaiveConntrack {
  readonly #config: ConntrackConfig;
  readonly #numbers: NumericKind;
  #byExpiry: NaiveConnection[] = [];
  #byHeartbeat: NaiveConnection[] = [];
  readonly #counts = new Map<string, number>();

  constructor(config: ConntrackConfig, numbers: NumericKind) {
    this.#config = config;
    this.#numbers = numbers;
  }

  /** The counters that are not 0, but those of missing values and of what is open. */
  counters(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  push(flows: readonly Flow[], nowMs: number): TrafficRecord[] {
    return [
      ...flows.flatMap((flow) => this.#apply(flow, nowMs)),
      ...this.#config.scheduling.flatMap((group) => [
        ...this.#end(group, nowMs, true),
        ...this.#end(group, nowMs, false),
      ]),
      ...this.#config.scheduling.flatMap((group) => this.#beat(group, nowMs)),
    ];
  }

  #apply(flow: Flow, nowMs: number): TrafficRecord[] {
    if (![6, 17, 132].includes(toFloat64(flow['Proto']) ?? 0)) {
      this.#count('input_records|classification=discarded');
      return [];
    }
    const identity = this.#identify(flow);
    if (identity === undefined) {
      this.#count('input_records|classification=rejected');
      return [];
    }
    const opened = this.#track(flow, identity, nowMs);
    const flowLog = { ...flow, _HashId: identity.id.toString(16), _RecordType: 'flowLog' };
    return [...opened, ...this.#wanted('flowLog', () => flowLog)];
  }

  #track(flow: Flow, { id, a, b }: Identity, nowMs: number): TrafficRecord[] {
    if (isTruthy(flow['Duplicate'])) {
      this.#count('input_records|classification=duplicate');
      return [];
    }
    const known = this.#byExpiry.find((connection) => connection.id === id);
    if (known !== undefined) {
      this.#count('input_records|classification=update');
      this.#update(known, flow, a, nowMs);
      return [];
    }
    const max = this.#config.maxConnectionsTracked;
    if (max > 0 && this.#byExpiry.length >= max) {
      this.#count('input_records|classification=discarded');
      return [];
    }
    const connection = this.#open(flow, { id, a, b }, nowMs);
    this.#count('input_records|classification=newConnection');
    this.#byHeartbeat.push(connection);
    this.#update(connection, flow, a, nowMs);
    return this.#wanted('newConnection', () => this.#render(connection, 'newConnection'));
  }

  #open(flow: Flow, { id, a, b }: Identity, nowMs: number): NaiveConnection {
    const { fieldGroups, hash } = this.#config.keyDefinition;
    const fieldsOf = (ref: string) => fieldGroups.find(({ name }) => name === ref)?.fields ?? [];
    const keys: Values = {};
    for (const field of fieldGroups.flatMap(({ fields }) => fields)) {
      keys[field] = flow[field] ?? null;
    }
    const isSwapped = this.#config.tcpFlags.swapAB && this.#hasFlag(flow, 0x100);
    if (isSwapped) {
      this.#count('tcp_flags|action=swapAB');
      for (const [index, fieldA] of fieldsOf(hash.fieldGroupARef).entries()) {
        const fieldB = fieldsOf(hash.fieldGroupBRef)[index] ?? '';
        keys[fieldA] = flow[fieldB] ?? null;
        keys[fieldB] = flow[fieldA] ?? null;
      }
    }
    const group = this.#config.scheduling.find(({ selector }) =>
      Object.entries(selector).every(([field, wanted]) =>
        matchesSelectorValue(keys[field] ?? null, wanted, this.#numbers),
      ),
    );
    if (group === undefined) {
      throw new Error('no scheduling group');
    }
    const aggregates: Values = {};
    for (const output of this.#config.outputFields) {
      initialise(output, aggregates, flow);
    }
    return {
      id,
      hashA: isSwapped ? b : a,
      keys,
      aggregates,
      group,
      expiryMs: 0,
      heartbeatMs: nowMs + group.heartbeatIntervalMs,
      isTerminating: false,
      isReported: false,
    };
  }

  #update(connection: NaiveConnection, flow: Flow, a: bigint, nowMs: number): void {
    const suffix = a === connection.hashA ? '_AB' : '_BA';
    for (const output of this.#config.outputFields) {
      aggregate(output, connection.aggregates, flow, suffix);
    }
    const isEnd = this.#config.tcpFlags.detectEndConnection && this.#hasFlag(flow, 1);
    if (isEnd) {
      this.#count('tcp_flags|action=detectEndConnection');
    }
    if (connection.isTerminating) {
      return;
    }
    connection.isTerminating = isEnd;
    const { terminatingTimeoutMs, endConnectionTimeoutMs } = connection.group;
    connection.expiryMs = nowMs + (isEnd ? terminatingTimeoutMs : endConnectionTimeoutMs);
    this.#byExpiry = [...this.#byExpiry.filter((other) => other !== connection), connection];
  }

  #end(group: SchedulingGroupConfig, nowMs: number, isTerminating: boolean): TrafficRecord[] {
    const candidates = this.#byExpiry.filter(
      (connection) => connection.group === group && connection.isTerminating === isTerminating,
    );
    const kept = candidates.findIndex(({ expiryMs }) => nowMs <= expiryMs);
    const ended = kept < 0 ? candidates : candidates.slice(0, kept);
    this.#byExpiry = this.#byExpiry.filter((connection) => !ended.includes(connection));
    this.#byHeartbeat = this.#byHeartbeat.filter((connection) => !ended.includes(connection));
    return ended.flatMap((connection) =>
      this.#wanted('endConnection', () => this.#render(connection, 'endConnection')),
    );
  }

  #beat(group: SchedulingGroupConfig, nowMs: number): TrafficRecord[] {
    const candidates = this.#byHeartbeat.filter(
      (connection) => connection.group === group && !connection.isTerminating,
    );
    const kept = candidates.findIndex(({ heartbeatMs }) => nowMs <= heartbeatMs);
    const due = kept < 0 ? candidates : candidates.slice(0, kept);
    if (!this.#config.outputRecordTypes.includes('heartbeat')) {
      return [];
    }
    for (const connection of due) {
      connection.heartbeatMs = nowMs + group.heartbeatIntervalMs;
    }
    this.#byHeartbeat = [...this.#byHeartbeat.filter((connection) => !due.includes(connection)), ...due];
    return due.flatMap((connection) =>
      this.#wanted('heartbeat', () => this.#render(connection, 'heartbeat')),
    );
  }

  #render(connection: NaiveConnection, type: RecordType): TrafficRecord {
    const isFirst = !connection.isReported;
    connection.isReported = true;
    const keptNames = this.#config.outputFields
      .filter(({ operation }) => operation === 'first' || operation === 'last')
      .map(({ name }) => name);
    const shown = Object.entries(connection.aggregates).filter(([name, value]) =>
      isShown(value, !keptNames.includes(name) || this.#numbers === 'float'),
    );
    return {
      ...Object.fromEntries(shown),
      ...connection.keys,
      _HashId: connection.id.toString(16),
      _RecordType: type,
      _IsFirst: isFirst,
    };
  }

  #wanted(type: RecordType, record: () => TrafficRecord): TrafficRecord[] {
    if (!this.#config.outputRecordTypes.includes(type)) {
      return [];
    }
    this.#count(`output_records|type=${type}`);
    return [record()];
  }

  #hasFlag(flow: Flow, flag: number): boolean {
    return ((toBits32(flow[this.#config.tcpFlags.fieldName]) ?? 0) & flag) === flag;
  }

  #identify(flow: Flow): Identity | undefined {
    const { fieldGroups, hash } = this.#config.keyDefinition;
    const hashes = new Map<string, bigint>();
    for (const { name, fields } of fieldGroups) {
      const values = fields.map((field) => flow[field]).filter((value) => value !== undefined);
      if (values.some((value) => typeof value === 'object')) {
        return undefined;
      }
      hashes.set(name, fnv(values.flatMap((value) => gob(value, this.#numbers))));
    }
    const of = (ref: string) => hashes.get(ref) ?? 0n;
    const a = of(hash.fieldGroupARef);
    const b = of(hash.fieldGroupBRef);
    const parts = hash.fieldGroupRefs.map(of);
    if (hash.fieldGroupARef !== '') {
      parts.push(a < b ? a : b, a < b ? b : a);
    }
    return { id: fnv(parts.flatMap((part) => octets(part, 8))), a, b };
  }

  #count(key: string): void {
    this.#counts.set(`conntrack_${key}`, (this.#counts.get(`conntrack_${key}`) ?? 0) + 1);
  }
}

type Identity = { readonly id: bigint; readonly a: bigint; readonly b: bigint };

function initialise({ name, operation, splitAB, input }: OutputField, into: Values, flow: Flow): void {
  const initial = { sum: 0, count: 0, min: Number.MAX_VALUE, max: -Number.MAX_VALUE, last: null };
  for (const suffix of splitAB ? ['_AB', '_BA'] : ['']) {
    into[name + suffix] = operation === 'first' ? (flow[input] ?? null) : initial[operation];
  }
}

function aggregate(output: OutputField, into: Values, flow: Flow, suffix: string): void {
  const name = output.splitAB ? output.name + suffix : output.name;
  const raw = flow[output.input] ?? undefined;
  const total = Number(into[name]);
  switch (output.operation) {
    case 'count':
      into[name] = total + 1;
      return;
    case 'first':
      return;
    case 'last':
      into[name] = raw ?? into[name];
      return;
    default: {
      const value = raw === undefined ? (output.reportMissing ? undefined : 0) : toFloat64(raw);
      if (value !== undefined) {
        into[name] = { sum: total + value, min: Math.min(total, value), max: Math.max(total, value) }[
          output.operation
        ];
      }
    }
  }
}

function isShown(value: JsonValue | undefined, isFloat: boolean): boolean {
  return value !== undefined && value !== null && !(value === 0 && isFloat);
}

/** The hash of one value's gob message, made with a list of bytes and a `BigInt`. */
export function naiveHash(value: JsonValue, numbers: NumericKind): string {
  return fnv(gob(value, numbers)).toString(16);
}

function fnv(bytes: readonly number[]): bigint {
  return bytes.reduce(
    (hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
}

function octets(value: bigint, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn),
  );
}

function gob(value: JsonValue, numbers: NumericKind): number[] {
  const body = [...gobBody(value, numbers)];
  return [...gobUint(BigInt(body.length)), ...body];
}

function gobBody(value: JsonValue, numbers: NumericKind): number[] {
  if (typeof value === 'string') {
    const text = [...Buffer.from(value)];
    return [0x0c, 0, ...gobUint(BigInt(text.length)), ...text];
  }
  if (typeof value === 'boolean') {
    return [0x02, 0, value ? 1 : 0];
  }
  const number = Number(value);
  if (numbers === 'float') {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(number);
    return [0x08, 0, ...gobUint(double.readBigUInt64BE())];
  }
  return numbers === 'uint'
    ? [0x06, 0, ...gobUint(BigInt(number))]
    : [0x04, 0, ...gobUint(number < 0 ? -2n * BigInt(number) - 1n : 2n * BigInt(number))];
}

function gobUint(value: bigint): number[] {
  if (value < 128n) {
    return [Number(value)];
  }
  const count = Math.ceil(value.toString(16).length / 2);
  return [256 - count, ...octets(value, count)];
}
