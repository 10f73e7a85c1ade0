import { describe, expect, test } from 'vitest';

import { chooseColumns, shownColumns } from './column-choice.ts';

const offers = [
  { id: 'start', isDefault: true },
  { id: 'src', isDefault: true },
  { id: 'dst', isDefault: true },
  { id: 'port', isDefault: false },
];
const known = ['start', 'src', 'dst'];

describe('shownColumns', () => {
  test('shows the default ones where nothing was chosen', () => {
    expect(shownColumns(offers, undefined)).toEqual(known);
  });

  test('shows what was chosen in that order, without what is not offered', () => {
    const choice = { shown: ['port', 'gone', 'src'], known };
    expect(shownColumns(offers, choice)).toEqual(['port', 'src']);
  });

  test('shows the default ones when nothing that was chosen is offered', () => {
    expect(shownColumns(offers, { shown: ['gone'], known })).toEqual(known);
  });

  test.each([
    ['after the one that it follows by default', ['dst', 'start', 'port'], ['dst', 'start', 'src', 'port']],
    ['first when what it follows is hidden', ['dst', 'port'], ['src', 'dst', 'port']],
    ['once when it was chosen before', ['src', 'dst'], ['src', 'dst']],
  ])('shows one that became default since %s', (_name, shown, expected) => {
    expect(shownColumns(offers, { shown, known: ['start', 'dst'] })).toEqual(expected);
  });
});

describe('chooseColumns', () => {
  test('keeps nothing when it is the default ones in their order', () => {
    expect(chooseColumns(offers, known, undefined)).toBeUndefined();
    expect(chooseColumns(offers, known, { shown: ['port'], known })).toBeUndefined();
  });

  test('keeps another order, with what is default now', () => {
    const shown = ['dst', 'src', 'start'];
    expect(chooseColumns(offers, shown, undefined)).toEqual({ shown, known });
  });

  test.each([
    ['after the ones that they followed', ['src', 'gone', 'away', 'dst'], ['dst', 'src', 'gone', 'away']],
    ['after what is left before them', ['dst', 'start', 'gone', 'away'], ['dst', 'gone', 'away', 'src']],
    ['first when nothing is', ['gone', 'start', 'away'], ['gone', 'away', 'dst', 'src']],
  ])('keeps the chosen ones that are not offered now, %s', (_name, before, expected) => {
    const choice = { shown: before, known: ['start', 'gone'] };
    expect(chooseColumns(offers, ['dst', 'src'], choice)).toEqual({
      shown: expected,
      known: [...known, 'gone'],
    });
  });

  test('keeps one hidden that is not offered now, however the others are shown', () => {
    const choice = chooseColumns(offers, known, { shown: ['src'], known: [...known, 'tls'] });
    expect(shownColumns([...offers, { id: 'tls', isDefault: true }], choice)).toEqual(known);
  });
});
