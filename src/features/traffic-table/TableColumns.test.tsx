import { renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { fieldSpec } from '#model/fields/registry.ts';
import { conversationExample, flowExample } from '../../testing/examples.ts';
import { useWriting } from '../../ui/writing.ts';
import { recordOf } from './conversation-record.ts';
import { fieldColumns } from './field-columns.ts';
import { useConversationColumns } from './useConversationColumns.tsx';

describe('the columns of conversations', () => {
  // The two ends are read from the latest event itself.
  test('all read the one record of a conversation', () => {
    const conversation = conversationExample('a');
    const { result } = renderHook(() => useConversationColumns());
    const read = result.current
      .flatMap(({ values }) => values?.(conversation) ?? [])
      .flatMap(({ kind, label }) =>
        kind.of === 'time' || /^(Source|Destination) /.test(label) ? [] : [kind.record],
      );
    expect(read.length).toBeGreaterThan(5);
    expect(read.every((record) => record === recordOf(conversation))).toBe(true);
  });
});

describe('the column of a field', () => {
  test.each([
    ['TimeFlowStartMs', 'Start time'],
    ['TimeFlowEndMs', 'End time'],
  ])('names the instant of %s as itself', (name, label) => {
    const { result } = renderHook(() => useWriting());
    const fields = [fieldSpec(name)].filter((spec) => spec !== undefined);
    const columns = fieldColumns(
      fields,
      { recordOf: () => flowExample({ [name]: 1_700_000_000_000 }), orderings: new Map() },
      result.current,
    );
    const labels = columns.flatMap(({ values }) => values?.({}) ?? []).map((value) => value.label);
    expect(labels).toEqual([label]);
  });
});
