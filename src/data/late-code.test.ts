import { expect, test } from 'vitest';

import { ApiError } from '../api/api-error.ts';
import { lateCode } from './late-code.ts';

test('code that is there is given, and code that is not is a failure with words', async () => {
  expect(await lateCode(Promise.resolve({ read: 1 }))).toEqual({ read: 1 });
  const missing = lateCode(Promise.reject(new Error('Loading chunk netobserv failed.')));
  await expect(missing).rejects.toBeInstanceOf(ApiError);
  await expect(missing).rejects.toMatchObject({
    code: 'part-missing',
    message: 'Loading chunk netobserv failed.',
  });
});
