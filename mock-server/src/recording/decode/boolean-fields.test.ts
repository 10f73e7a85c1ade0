import { expect, test } from 'vitest';

import { flow } from '../../../test/flow-builder.ts';
import { decodeRecord } from './decode-record.ts';

test.each([
  ['true', true],
  ['false', false],
  ['maybe', 'maybe'],
  [true, true],
  [null, null],
])('a mark %j is read as %j', (text, mark) => {
  expect(decodeRecord(flow({ Duplicate: text }))).toMatchObject({ value: { record: { Duplicate: mark } } });
});

test('text that is no mark stays text', () => {
  expect(decodeRecord(flow({ SrcK8S_Name: 'true' }))).toMatchObject({
    value: { record: { SrcK8S_Name: 'true' } },
  });
});
