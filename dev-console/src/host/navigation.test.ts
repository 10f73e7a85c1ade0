import { describe, expect, test } from 'vitest';

import { buildNavigation, CONSOLE_SECTIONS, isFlagged } from './navigation.ts';
import type { NavEntry } from './navigation.ts';

type Item = Parameters<typeof buildNavigation>[0][number];

function link(id: string, properties: Record<string, unknown> = {}): Item {
  return {
    type: 'console.navigation/href',
    properties: { id, name: id, href: `/${id}`, perspective: 'admin', ...properties },
  };
}

function section(id: string): Item {
  return { type: 'console.navigation/section', properties: { id, name: id, perspective: 'admin' } };
}

/** The tree as text: `observe(a b) c`. */
function outline(entries: readonly NavEntry[]): string {
  return entries
    .map((entry) => (entry.kind === 'section' ? `${entry.id}(${outline(entry.items)})` : entry.id))
    .join(' ');
}

describe('buildNavigation', () => {
  test.each<[string, readonly Item[], string]>([
    ['puts items into their section', [section('s'), link('a', { section: 's' }), link('b')], 's(a) b'],
    ['hides a section without items', [section('s'), link('a')], 'a'],
    ['hides an item of an unknown section', [link('a', { section: 'x' })], ''],
    ['hides what belongs to another perspective', [link('a', { perspective: 'dev' }), link('b')], 'b'],
    ['takes admin for no perspective', [link('a', { perspective: undefined })], 'a'],
    ['inserts before', [link('a'), link('b'), link('c', { insertBefore: 'b' })], 'a c b'],
    [
      'inserts after, where the first known id counts',
      [link('a'), link('b'), link('c', { insertAfter: ['x', 'a'] })],
      'a c b',
    ],
    ['puts an item with an unknown neighbour last', [link('a', { insertAfter: 'x' }), link('b')], 'b a'],
  ])('%s', (_name, extensions, expected) => {
    expect(outline(buildNavigation(extensions, 'admin'))).toBe(expected);
  });
});

describe('the sections of the console', () => {
  test.each([
    [true, ['observe']],
    [false, ['observe-projectadmin']],
  ])('are one Observe section when the user may list namespaces: %s', (canList, ids) => {
    const shown = CONSOLE_SECTIONS.filter((extension) => isFlagged(extension, { CAN_LIST_NS: canList }));
    expect(shown.map(({ properties }) => properties.id)).toEqual(ids);
  });
});
