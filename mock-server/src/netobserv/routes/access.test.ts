import { describe, expect, test } from 'vitest';

import { accessOf } from './access.ts';

const TOKENS = [{ token: 'all-of-it' }, { token: 'some-of-it', namespaces: ['shop'] }];

describe('accessOf', () => {
  test.each([
    ['Bearer all-of-it', undefined],
    ['Bearer some-of-it', ['shop']],
    ['Basic Bearer all-of-it', undefined],
  ])('knows %s', (header, namespaces) => {
    expect(accessOf(TOKENS, header)).toEqual({ ok: true, value: { namespaces } });
  });

  test.each([
    [undefined, 'missing Authorization header'],
    ['', 'missing Authorization header'],
    ['all-of-it', 'missing Bearer token in Authorization header'],
    ['Bearer all-of-it Bearer all-of-it', 'missing Bearer token in Authorization header'],
    ['Bearer none-of-it', 'user not authenticated'],
  ])('refuses %j', (header, error) => {
    expect(accessOf(TOKENS, header)).toEqual({ ok: false, error });
  });

  test('lets everybody see everything where no token is asked for', () => {
    expect(accessOf(undefined, undefined)).toEqual({ ok: true, value: {} });
  });
});
