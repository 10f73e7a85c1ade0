import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

import { Check } from 'typebox/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { Problem } from '#model/wire/problem.ts';
import { ReplayState } from '#model/wire/replay.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const WALL = T0 + 1e9;
const DURATION = 60_000;

/** A connection a second for a minute. */
const FLOWS = Array.from({ length: 61 }, (_, second) =>
  flow({
    SrcPort: 40_000 + second,
    TimeFlowStartMs: T0 + second * 1000,
    TimeFlowEndMs: T0 + second * 1000,
    Place: second,
  }),
);

describe('/api/replay', () => {
  let files: RecordingFiles;
  let flowsPath: string;
  let server: App;
  let clock: FakeClock;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    flowsPath = await files.writeFlows(FLOWS);
  });
  afterAll(() => files.remove());
  beforeEach(() => start({}));
  afterEach(() => server.stop());

  async function start(more: Partial<ServerOptions>): Promise<void> {
    clock = new FakeClock(WALL);
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], logLevel: 'silent', ...more },
      clock,
    );
  }

  async function restart(more: Partial<ServerOptions>): Promise<void> {
    await server.stop();
    await start(more);
  }

  async function state(): Promise<ReplayState> {
    const body = (await server.app.inject('/api/replay')).json<unknown>();
    if (!Check(ReplayState, body)) {
      throw new Error(`no state of a replay: ${JSON.stringify(body)}`);
    }
    return body;
  }

  async function patch(change: unknown, headers: Readonly<Record<string, string>> = {}) {
    const response = await server.app.inject({
      method: 'PATCH',
      url: '/api/replay',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(change),
    });
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  }

  const placesSince = async (sinceMs: number) => {
    const records = server.store.export({
      span: { fromMs: sinceMs, toMs: Infinity },
      types: ['flowLog'],
      filter: { kind: 'all', of: [] },
    });
    const places: unknown[] = [];
    for await (const some of records) {
      places.push(...some.map((record) => record['Place']));
    }
    return places;
  };

  test('says how the recording is played', async () => {
    expect(await state()).toEqual({
      timeline: 'live',
      isPaused: false,
      speed: 1,
      isLooping: true,
      positionMs: DURATION,
      durationMs: DURATION,
      nowMs: WALL,
      round: 1,
    });
    await clock.pass(11_000);
    expect(await state()).toMatchObject({ positionMs: 10_000, nowMs: WALL + 11_000, round: 2 });
  });

  test('stands still while it is paused, and goes on without a leap', async () => {
    expect(await patch({ isPaused: true })).toMatchObject({ status: 200, body: { isPaused: true } });
    await clock.pass(100_000);
    expect(await state()).toMatchObject({ nowMs: WALL, positionMs: DURATION, round: 1 });
    await patch({ isPaused: false });
    await clock.pass(6000);
    expect(await state()).toMatchObject({ nowMs: WALL + 6000, positionMs: 5000, round: 2 });
  });

  test('plays faster; what "now" means to queries goes with it', async () => {
    await patch({ speed: 60 });
    await clock.pass(10_000);
    const { nowMs, round } = await state();
    expect([nowMs, round]).toEqual([WALL + 600_000, 11]);
    const answer = await server.app.inject('/api/conversations?timeRange=60&limit=1000');
    const { items, unixTimestamp } = answer.json<{ items: { endMs: number }[]; unixTimestamp: number }>();
    expect(unixTimestamp).toBe(Math.floor(nowMs / 1000));
    expect(items.length).toBeGreaterThan(40);
    expect(items.every(({ endMs }) => endMs >= nowMs - 61_000 && endMs <= nowMs)).toBe(true);
  });

  test('goes on from a position, while time goes on and what was played stays', async () => {
    await clock.pass(20_000);
    const before = await server.store.summary();
    const { status, body } = await patch({ positionMs: 45_000 });
    expect([status, body['positionMs'], body['round']]).toEqual([200, 45_000, 3]);
    const jumpedMs = clock.now();
    await clock.pass(40_000);
    expect(await state()).toMatchObject({ round: 4 });
    const places = await placesSince(jumpedMs + 1);
    expect(places.slice(0, 16)).toEqual(Array.from({ length: 16 }, (_, index) => 45 + index));
    expect(places[16]).toBe(0);
    const after = await server.store.summary();
    expect(after.firstMs).toBe(before.firstMs);
    expect(after.conversations).toBeGreaterThan(before.conversations);
  });

  test('does not begin again when it is not to, and ends what is open', async () => {
    await patch({ isLooping: false });
    await clock.pass(60_000);
    expect(await state()).toMatchObject({ round: 1, positionMs: DURATION, nowMs: WALL + 60_000 });
    expect(await server.store.summary()).toMatchObject({ conversations: 61, openConversations: 0 });
    await patch({ isLooping: true });
    await clock.pass(10_000);
    const { round, positionMs } = await state();
    expect(round).toBe(2);
    expect(positionMs).toBeGreaterThan(8000);
    const places = await placesSince(WALL + 60_000);
    expect(places.length).toBeGreaterThan(3);
    expect(places).toEqual(places.map((_place, index) => index));
  });

  test('begins as the command line says', async () => {
    await restart({ replay: { speed: 10, isPaused: true, isLooping: false, startAtMs: 30_000 } });
    expect(await state()).toMatchObject({
      isPaused: true,
      speed: 10,
      isLooping: false,
      positionMs: 30_000,
      nowMs: WALL,
      round: 2,
    });
    await patch({ isPaused: false });
    await clock.pass(20_000);
    expect(await placesSince(WALL + 1)).toEqual(Array.from({ length: 31 }, (_, index) => 30 + index));
  });

  test('cannot begin after the end of the recording', async () => {
    const options = { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], logLevel: 'silent' } as const;
    const late = { ...SERVER_DEFAULTS.replay, startAtMs: 61_000 };
    await expect(createApp({ ...options, replay: late }, clock)).rejects.toThrow(
      '--start-at must be at most 1:00, where the recording ends',
    );
  });

  test.each([
    [{ speed: 61 }, 'speed', 'speed must be <= 60, not 61.'],
    [{ speed: 0.5 }, 'speed', 'speed must be >= 1, not 0.5.'],
    [{ speed: '2' }, 'speed', 'speed must be number, not "2".'],
    [{ isPaused: 1 }, 'isPaused', 'isPaused must be boolean, not 1.'],
    [{ positionMs: -1 }, 'positionMs', 'positionMs must be >= 0, not -1.'],
    [
      { positionMs: 60_001 },
      'positionMs',
      'positionMs must be <= 60000, where the recording ends, not 60001.',
    ],
    [{ sped: 2 }, 'sped', 'There is no "sped".'],
    [
      {},
      undefined,
      'The body must be a JSON object with one or more of isPaused, speed, isLooping, positionMs.',
    ],
    [
      [],
      undefined,
      'The body must be a JSON object with one or more of isPaused, speed, isLooping, positionMs.',
    ],
    [
      'x',
      undefined,
      'The body must be a JSON object with one or more of isPaused, speed, isLooping, positionMs.',
    ],
    [
      null,
      undefined,
      'The body must be a JSON object with one or more of isPaused, speed, isLooping, positionMs.',
    ],
  ])('refuses %j in words, and changes nothing', async (change, path, message) => {
    const before = await state();
    const { status, body } = await patch(change);
    expect(status).toBe(400);
    expect(Check(Problem, body)).toBe(true);
    expect(body).toMatchObject({ code: 'invalid-body', message });
    expect(body['path']).toBe(path);
    expect(await state()).toEqual(before);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'refuses a change that comes as %j, as a foreign page can send it',
    async (type) => {
      const response = await server.app.inject({
        method: 'PATCH',
        url: '/api/replay',
        headers: { 'content-type': type },
        payload: '{"isPaused":true}',
      });
      expect(response.statusCode).toBe(415);
      expect((await state()).isPaused).toBe(false);
    },
  );

  test('refuses what is no JSON', async () => {
    const response = await server.app.inject({
      method: 'PATCH',
      url: '/api/replay',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([response.statusCode, Check(Problem, response.json<unknown>())]).toEqual([400, true]);
  });

  test.each([
    [{ remoteAddress: '10.0.0.7' }, {}, 403],
    [{ remoteAddress: '::ffff:10.0.0.7' }, {}, 403],
    [{}, { host: 'evil.example:9001' }, 403],
    [{}, { host: 'localhost.evil.example' }, 403],
    [{}, { host: '127.0.0.1.evil.example' }, 403],
    [{ remoteAddress: '::1' }, { host: '[::1]:9001' }, 200],
    [{ remoteAddress: '::ffff:127.0.0.1' }, { host: 'localhost' }, 200],
    [{ remoteAddress: '127.0.0.2' }, { host: '127.0.0.1:9001' }, 200],
  ])('is only for this machine: from %j with %j it answers %i', async (from, headers, status) => {
    for (const method of ['GET', 'PATCH'] as const) {
      const response = await server.app.inject({
        method,
        url: '/api/replay',
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'PATCH' ? { payload: '{"speed":1}' } : {}),
        ...from,
      });
      expect(response.statusCode).toBe(status);
      if (status === 403) {
        expect(response.json()).toMatchObject({ code: 'loopback-only' });
      }
    }
  });

  test('is only for this machine, over a real connection, too', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    await server.app.listen({ host: own === undefined ? '127.0.0.1' : '0.0.0.0', port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/api/replay`)).status).toBe(200);
    if (own !== undefined) {
      expect((await fetch(`http://${own}:${port}/api/replay`)).status).toBe(403);
    }
  });

  test('cannot be changed where the recording keeps its times', async () => {
    await restart({ timeline: 'recorded' });
    expect(await state()).toMatchObject({ timeline: 'recorded', isPaused: true, durationMs: DURATION });
    expect(await patch({ speed: 2 })).toMatchObject({
      status: 409,
      body: { code: 'not-live', hint: 'Start the server with --timeline live.' },
    });
  });

  test('is told by the status, with what is kept and what no longer is', async () => {
    const replay = { ...SERVER_DEFAULTS.replay, speed: 10 };
    await restart({ replay, retention: { maxAgeMs: 120_000, maxRecords: 2000 } });
    await clock.pass(60_000);
    const body = (await server.app.inject('/api/status')).json<{
      replay: ReplayState;
      retention: { forgottenRecords: number };
      store: { firstMs: number };
    }>();
    expect(body).toMatchObject({
      files: ['file-1'],
      facts: { flows: 61, events: 0, firstMs: T0, lastMs: T0 + DURATION, endpoints: 2, leftOut: 0 },
      replay: { timeline: 'live' },
      retention: { maxAgeMs: 120_000, maxRecords: 2000 },
    });
    expect(body.retention.forgottenRecords).toBeGreaterThan(800);
    expect(body.store.firstMs).toBeGreaterThan(clock.now() - 181_000);
  });
});
