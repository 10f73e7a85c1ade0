import { isWithin, readAddress } from './address.ts';
import { fieldsOfKey, isAddressField, isNumeric } from './field-types.ts';
import type { Condition, Groups, WrittenValue } from './grammar.ts';
import type { Element, KnownRecord } from './known-record.ts';

export type Test = (record: KnownRecord) => boolean;

/** A few names of numbers: those that the random queries use. */
const NAMED: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  icmp: 1,
  http: 80,
  https: 443,
  dns: 53,
  redis: 6379,
  ingress: 0,
  egress: 1,
  inner: 2,
};

/** Tests records against groups of conditions; no groups: everything passes. */
export function testOf(groups: Groups): Test {
  const tests = groups.map((group) => group.map(testOfCondition));
  return (record) => tests.length === 0 || tests.some((group) => group.every((test) => test(record)));
}

function testOfCondition({ field: key, op, values, isComplement }: Condition): Test {
  const isNegative = op.startsWith('!');
  const positive = isNegative ? op.slice(1) : op;
  const tests = fieldsOfKey(key).flatMap((field) =>
    values.map((value): Test => {
      const fits = testOfValue(field, positive, value);
      return (record) => fits(record.elements(field));
    }),
  );
  return (record) => tests.some((test) => test(record)) === (isNegative === isComplement);
}

function testOfValue(
  field: string,
  op: string,
  value: WrittenValue,
): (elements: readonly Element[]) => boolean {
  const { text } = value;
  if (text === '') {
    return (elements) => elements.length === 0;
  }
  const fits = elementTest(field, op, value);
  const known = new Map<Element, boolean>();
  return (elements) =>
    elements.some((element) => {
      const isKnown = known.get(element) ?? fits(element);
      known.set(element, isKnown);
      return isKnown;
    });
}

function elementTest(
  field: string,
  op: string,
  { text, isQuoted, isPattern }: WrittenValue,
): (element: Element) => boolean {
  if (isNumeric(field) || op === '>' || op === '<' || op === '>=' || op === '<=') {
    const wanted = NAMED[text.toLowerCase()] ?? Number(text);
    const compare: Readonly<Record<string, (actual: number) => boolean>> = {
      '>': (actual) => actual > wanted,
      '>=': (actual) => actual >= wanted,
      '<': (actual) => actual < wanted,
      '<=': (actual) => actual <= wanted,
    };
    const holds = compare[op] ?? ((actual: number) => actual === wanted);
    return (element) => holds(typeof element === 'boolean' ? Number.NaN : Number(element));
  }
  if (op === '~' && !isQuoted) {
    const wanted = isPattern ? starsOf(`*${text.toLowerCase()}*`) : text.toLowerCase();
    return (element) => {
      const actual = String(element).toLowerCase();
      return typeof wanted === 'string' ? actual.includes(wanted) : wanted.test(actual);
    };
  }
  if (isPattern) {
    const wanted = starsOf(text);
    return (element) => wanted.test(String(element));
  }
  if (isAddressField(field)) {
    return (element) => {
      const address = readAddress(String(element));
      return address === undefined ? element === text : isWithin(address, text);
    };
  }
  return (element) => String(element) === text;
}

function starsOf(pattern: string): RegExp {
  const literal = (part: string) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 's');
}
