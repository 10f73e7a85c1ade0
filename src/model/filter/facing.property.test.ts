import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fieldValues } from '../fields/field-values.ts';
import type { TrafficRecord } from '../flow.ts';
import { anyMatch } from '../testing/arbitrary-filters.ts';
import { anyRecord } from '../testing/arbitrary-records.ts';
import { mirror, passes } from '../testing/naive-evaluator.ts';
import { facing, leavingOut } from './facing.ts';
import type { Match } from './filter.ts';
import { all, eitherWay, match } from './filter.ts';
import { matchOfField } from './match-of-field.ts';

/** The conditions that hold for a record. */
function conditionsOn(record: TrafficRecord): readonly Match[] {
  return Object.keys(record)
    .flatMap((field) => fieldValues(record, field).map((value) => matchOfField(field, value)))
    .filter((condition) => condition !== undefined);
}

/** Filters of one end or direction that have no form for either. */
const ONE_SIDED = /^xlat_(src|dst)_|\.(ab|ba)$|ratio/;

describe('a condition that is added to a filter that holds either way', () => {
  test('keeps the record that it was taken from, whichever way that was found', () => {
    fc.assert(
      fc.property(fc.array(anyMatch, { minLength: 1, maxLength: 2 }), anyRecord, (of, any) => {
        const filter = eitherWay(all(...of));
        for (const record of [any, mirror(any)].filter((one) => passes(filter, one))) {
          for (const condition of conditionsOn(record)) {
            const added = facing(condition, filter, record);
            expect(passes(eitherWay(all(...of, added)), record)).toBe(true);
          }
        }
      }),
    );
  });

  test('leaves it out, whichever way that was found; there is none only if one condition cannot', () => {
    fc.assert(
      fc.property(fc.array(anyMatch, { minLength: 1, maxLength: 2 }), anyRecord, (of, record) => {
        const filter = eitherWay(all(...of));
        const isFoundBothWays = passes(all(...of), record) && passes(all(...of), mirror(record));
        for (const condition of conditionsOn(record)) {
          const added = leavingOut({ ...condition, op: '!=' }, filter, record);
          if (added === undefined) {
            expect(isFoundBothWays && ONE_SIDED.test(condition.field)).toBe(true);
          } else {
            expect(passes(eitherWay(all(...of, added)), record)).toBe(false);
          }
        }
      }),
    );
  });

  test('is turned to the way in which the record was found', () => {
    const filter = eitherWay(all(match('src_namespace', '=', 'a')));
    const answer = { SrcK8S_Name: 'db', SrcK8S_Namespace: 'b', DstK8S_Namespace: 'a' };
    expect(facing(match('src_name', '=', 'db'), filter, answer)).toEqual(match('dst_name', '=', 'db'));
    expect(facing(match('dst_name', '=', 'db'), filter, mirror(answer))).toEqual(
      match('dst_name', '=', 'db'),
    );
    expect(facing(match('src_name', '!=', 'db'), filter, answer)).toEqual(match('name', '!=', 'db'));
  });

  test('leaves a translated address out the way in which the record was found', () => {
    const filter = eitherWay(all(match('src_namespace', '=', 'a')));
    const answer = { DstK8S_Namespace: 'a', XlatSrcAddr: '10.0.0.1', XlatDstAddr: '10.0.0.2' };
    const condition = match('xlat_src_address', '!=', '10.0.0.1');
    const turned = match('xlat_dst_address', '!=', '10.0.0.1');
    expect(leavingOut(condition, filter, answer)).toEqual(turned);
    expect(facing(condition, filter, answer)).toEqual(turned);
    expect(leavingOut(condition, filter, { ...answer, SrcK8S_Namespace: 'a' })).toBeUndefined();
  });
});
