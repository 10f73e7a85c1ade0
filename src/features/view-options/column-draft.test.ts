import { describe, expect, test } from 'vitest';

import { draftedColumns, isFound, moveColumn, startDraft, toggleColumn } from './column-draft.ts';

const offers = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

describe('a draft of columns', () => {
  test('begins with those that are shown, and lists the others after them', () => {
    const draft = startDraft(offers, ['c', 'a']);
    expect(draft.order).toEqual(['c', 'a', 'b', 'd']);
    expect(draftedColumns(draft)).toEqual(['c', 'a']);
  });

  test('shows and hides a column where it is in the list', () => {
    const draft = toggleColumn(startDraft(offers, ['c', 'a']), 'd');
    expect(draftedColumns(draft)).toEqual(['c', 'a', 'd']);
    expect(draftedColumns(toggleColumn(draft, 'c'))).toEqual(['a', 'd']);
  });

  test('keeps its last column', () => {
    const draft = startDraft(offers, ['b']);
    expect(draftedColumns(toggleColumn(draft, 'b'))).toEqual(['b']);
  });

  test.each<[string, -1 | 1, readonly string[]]>([
    ['d', -1, ['a', 'd', 'b']],
    ['a', 1, ['b', 'a', 'd']],
    ['a', -1, ['a', 'b', 'd']],
    ['d', 1, ['a', 'b', 'd']],
    ['c', -1, ['a', 'b', 'd']],
  ])('moves %s by %i among those that are shown', (id, by, expected) => {
    const draft = toggleColumn(startDraft(offers, ['a', 'b']), 'd');
    expect(draftedColumns(moveColumn(draft, id, by))).toEqual(expected);
  });
});

describe('isFound', () => {
  const offer = {
    id: 'SrcPort',
    label: 'Source port',
    group: 'Source',
    description: 'Of a resource',
    isDefault: false,
  };

  test.each([
    ['', true],
    ['PORT', true],
    ['por source', true],
    ['resource', false],
    ['destination', false],
  ])('by "%s": %s', (typed, expected) => {
    expect(isFound(offer, typed)).toBe(expected);
  });
});
