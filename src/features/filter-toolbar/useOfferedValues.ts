import { useMemo } from 'react';

import { filterDefinition } from '#model/filter/definitions.ts';
import type { SuppliedValues } from '#model/filter/filter-definition.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { shownValues } from '../../data/shown-values.ts';
import { useSuppliedValues } from '../../data/useSuppliedValues.ts';
import type { OfferedValue } from './offered-values.ts';
import { matchingValues, mergedValues, namedValues } from './offered-values.ts';

/** How many values that are on screen are offered at most. */
const MAX_SHOWN_VALUES = 50;

/** What the backend knows of the values of a filter, and what is on screen. */
export type ValueSources = {
  readonly supplied: readonly OfferedValue[];
  readonly shown: readonly OfferedValue[];
};

/**
 * The values that go with a filter, or with a record field, and contain what is typed.
 *
 * Nothing is asked of the backend, and no record is looked at, for `undefined`.
 */
export function useValueSources(
  field: string | undefined,
  typed: string,
  shownRecords: readonly TrafficRecord[],
): ValueSources {
  const supplied = useSuppliedValues(suppliedBy(field));
  const shown = useMemo(
    () => (field === undefined ? [] : namedValues(field, shownValues(field, shownRecords))),
    [field, shownRecords],
  );
  const isOneOf = useMemo(() => supplied.map((value) => ({ value })), [supplied]);
  return {
    supplied: matchingValues(isOneOf, typed),
    shown: matchingValues(shown, typed).slice(0, MAX_SHOWN_VALUES),
  };
}

/** All values that a form can offer for a filter: of a closed set what is on screen first, else what is known. */
export function useOfferedValues(
  filterId: string,
  shownRecords: readonly TrafficRecord[],
): readonly OfferedValue[] {
  const { supplied, shown } = useValueSources(filterId, '', shownRecords);
  const values = filterDefinition(filterId)?.values;
  return values?.kind === 'known' ? mergedValues(shown, values.values) : mergedValues(supplied, shown);
}

function suppliedBy(filterId: string | undefined): SuppliedValues | undefined {
  const values = filterId === undefined ? undefined : filterDefinition(filterId)?.values;
  return values?.kind === 'supplied' ? values.list : undefined;
}
