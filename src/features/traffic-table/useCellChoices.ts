import { useMemo } from 'react';

import { hasConditions } from '#model/filter/conditions.ts';
import { facing, leavingOut } from '#model/filter/facing.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import { assertNever } from '#model/lib/assert.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { CellChoice, CellValue, ChoicesOf } from '../../ui/virtual-table/cell-value.ts';
import { rangeFrom, rangeUpTo } from './time-bounds.ts';

/** What the cells of a table filter with. */
export type CellFiltering = {
  readonly filter: Filter;
  /** Adds a condition, or takes it away when it is there. */
  readonly onFilter: (condition: Match) => void;
  /** What the page shows; an instant of a cell moves one end of it. */
  readonly span: TimeSpan;
  readonly onRange: (range: TimeRange) => void;
};

/** What can be done with the values of cells; `undefined` where nothing filters. */
export function useCellChoices(filtering: CellFiltering | undefined): ChoicesOf | undefined {
  const t = useT();
  return useMemo(
    () => (filtering === undefined ? undefined : (value) => choicesOf(value, filtering, t)),
    [filtering, t],
  );
}

function choicesOf(value: CellValue, filtering: CellFiltering, t: Translate): readonly CellChoice[] {
  const { kind, label: field, text } = value;
  const named = { field, value: text };
  const { filter, span, onRange } = filtering;
  switch (kind.of) {
    case 'value':
      return conditionChoices(value, filtering, t, [
        {
          label: t('Filter on'),
          name: t('Filter on {{field}} {{value}}', named),
          condition: facing(kind.condition, filter, kind.record),
        },
        {
          label: t('Leave out'),
          name: t('Leave out {{field}} {{value}}', named),
          condition: leavingOut({ ...kind.condition, op: '!=' }, filter, kind.record),
        },
      ]);
    case 'amount':
      return conditionChoices(value, filtering, t, [
        {
          label: t('At least'),
          name: t('At least {{value}} {{field}}', named),
          condition: facing(kind.bounds.atLeast, filter, kind.record),
        },
        {
          label: t('Less than'),
          name: t('Less than {{value}} {{field}}', named),
          condition: facing(kind.bounds.lessThan, filter, kind.record),
        },
      ]);
    case 'time':
      return [
        {
          label: t('From this time on'),
          name: t('From this time on: {{field}} {{value}}', named),
          onChoose: () => onRange(rangeFrom(kind.ms, span)),
        },
        {
          label: t('Up to this time'),
          name: t('Up to this time: {{field}} {{value}}', named),
          onChoose: () => onRange(rangeUpTo(kind.ms, span)),
        },
      ];
    default:
      return assertNever(kind);
  }
}

type ConditionChoice = Pick<CellChoice, 'label' | 'name'> & { readonly condition: Match | undefined };

/** Each that has a condition adds it; when one of them is there, what is left to do is to remove it. */
function conditionChoices(
  { label: field, text: value }: CellValue,
  { filter, onFilter }: CellFiltering,
  t: Translate,
  offered: readonly ConditionChoice[],
): readonly CellChoice[] {
  const choices = offered.flatMap(({ condition, label, name }) =>
    condition === undefined ? [] : [{ condition, label, name, onChoose: () => onFilter(condition) }],
  );
  const active = choices.find(({ condition }) => hasConditions(filter, [condition]));
  if (active !== undefined) {
    const name = t('Remove filter on {{field}} {{value}}', { field, value });
    return [{ label: t('Remove filter'), name, onChoose: active.onChoose }];
  }
  return choices;
}
