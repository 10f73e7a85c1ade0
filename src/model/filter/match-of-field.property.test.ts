import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FIELDS } from '../fields/registry.ts';
import { fieldValues } from '../fields/field-values.ts';
import { numberField } from '../flow.ts';
import { anyRecord } from '../testing/arbitrary-records.ts';
import { passes } from '../testing/naive-evaluator.ts';
import { compileFilter } from './compile.ts';
import type { Filter, Match } from './filter.ts';
import { parseFilter } from './language/parse.ts';
import { printFilter } from './language/print.ts';
import { lowerFilter } from './lowering/lower.ts';
import { boundsOfField, matchOfField } from './match-of-field.ts';

const anyAmount = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());

describe('the condition of a value', () => {
  test('keeps every record that has it, and its opposite leaves each of them out', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const field of Object.keys(record)) {
          for (const value of fieldValues(record, field)) {
            const condition = matchOfField(field, value);
            if (condition !== undefined) {
              const opposite: Match = { ...condition, op: '!=' };
              expect([condition, opposite].map((one) => compiled(one)(record))).toEqual([true, false]);
              expect([condition, opposite].map((one) => passes(one, record))).toEqual([true, false]);
            }
          }
        }
      }),
    );
  });

  test('is the same when it is written and read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), fc.string({ minLength: 1 }), ({ name }, value) => {
        const condition = matchOfField(name, value);
        fc.pre(condition !== undefined);
        expect(parseFilter(printFilter(condition))).toEqual({ ok: true, value: condition });
      }),
    );
  });
});

describe('the bounds of an amount', () => {
  test('keep every record that has it, and leave it out', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const field of Object.keys(record)) {
          const amount = numberField(record, field);
          const bounds = amount === undefined ? undefined : boundsOfField(field, amount);
          if (bounds !== undefined) {
            expect(compiled(bounds.atLeast)(record)).toBe(true);
            expect(compiled(bounds.lessThan)(record)).toBe(false);
          }
        }
      }),
    );
  });

  test('are exact for any amount in any unit', () => {
    const fields = ['Bytes', 'Packets', '_DurationMs', 'DnsLatencyMs', 'TimeFlowRttNs'];
    fc.assert(
      fc.property(fc.constantFrom(...fields), anyAmount, (field, amount) => {
        const bounds = boundsOfField(field, amount);
        expect(bounds).toBeDefined();
        if (bounds !== undefined) {
          expect(compiled(bounds.atLeast)({ [field]: amount })).toBe(true);
          expect(compiled(bounds.lessThan)({ [field]: amount })).toBe(false);
        }
      }),
    );
  });
});

function compiled(filter: Filter) {
  const lowered = lowerFilter(filter);
  if (!lowered.ok) {
    throw lowered.error;
  }
  return compileFilter(lowered.value);
}
