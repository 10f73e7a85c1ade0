import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { flow } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const CONFINED = 'confined-token-0123456789';
const ADMIN = 'admin-token-0123456789';
/** The last of so many is in the recording: an answer shows that none was lost on the way. */
const ADDRESSES = Array.from({ length: 1100 }, (_none, index) => `10.1.${index >> 8}.${index & 255}`);
const FORM = new URLSearchParams({
  filters: encodeURIComponent(`SrcAddr=${ADDRESSES.join(',')}`),
  limit: '10',
}).toString();

describe('a question that is too long for a URL', () => {
  let files: RecordingFiles;
  let server: App;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    const path = await files.writeFlows([
      flow({ SrcAddr: ADDRESSES.at(-1), SrcK8S_Namespace: 'shop' }),
      flow({ SrcAddr: '10.9.9.9', SrcPort: 40_001, SrcK8S_Namespace: 'shop' }),
    ]);
    server = await createApp({
      ...SERVER_DEFAULTS,
      flowsPaths: [path],
      timeline: 'recorded',
      logLevel: 'silent',
      tokens: [
        { name: 'admin', token: ADMIN },
        { name: 'confined', token: CONFINED, namespaces: ['shop'] },
      ],
    });
  });
  afterAll(async () => {
    await server.stop();
    await files.remove();
  });

  const post = (url: string, payload: string, token = ADMIN) =>
    server.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${token}` },
    });
  const span = 'startTime=0&endTime=4000000000';

  test('is answered as a form: conversations and flow logs of 1,100 addresses', async () => {
    expect(FORM.length).toBeGreaterThan(13_000);
    const conversations = await post('/api/conversations', `${FORM}&${span}`);
    expect(conversations.json()).toMatchObject({
      total: 1,
      items: [{ latest: { SrcAddr: ADDRESSES.at(-1) } }],
    });
    const records = await post('/api/loki/flow/records', `${FORM}&${span}`);
    expect(records.json()).toMatchObject({ stats: { totalEntries: 1 } });
  });

  test('is checked as any other', async () => {
    const response = await post('/api/conversations', 'limit=many');
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ path: 'limit' });
  });

  test('reaches no further than the token of who asks', async () => {
    expect((await post('/api/conversations', `${FORM}&namespace=other`, CONFINED)).statusCode).toBe(403);
    expect((await post('/api/conversations', `${FORM}&namespace=shop`, CONFINED)).statusCode).toBe(200);
  });

  test('has a limit', async () => {
    const response = await post('/api/conversations', `filters=${'a'.repeat(1024 * 1024)}`);
    expect(response.statusCode).toBe(413);
  });
});
