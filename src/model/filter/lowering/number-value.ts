import { AMOUNT_FACTORS } from '../../amount-factors.ts';
import type { FieldFormat } from '../../fields/field-spec.ts';
import type { NamedNumber } from '../../names/named-number.ts';
import { numberOfName } from '../../names/named-number.ts';
import {
  DNS_ERRORS,
  DSCPS,
  INTERFACE_DIRECTIONS,
  NODE_DIRECTIONS,
  PROTOCOLS,
  TCP_FLAGS,
} from '../../names/network-names.ts';
import { PORTS } from '../../names/port-names.ts';

/** Names that may be written instead of a number, by the format of the field. */
export const NUMBER_NAMES: Readonly<Partial<Record<FieldFormat, readonly NamedNumber[]>>> = {
  protocol: PROTOCOLS,
  port: PORTS,
  dscp: DSCPS,
  direction: NODE_DIRECTIONS,
  ifDirection: INTERFACE_DIRECTIONS,
  tcpFlags: TCP_FLAGS,
  dnsErrno: DNS_ERRORS,
};

const MS_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  min: 6e4,
  h: 36e5,
  d: 864e5,
};

/** A decimal number and a unit. No hexadecimal, no `Infinity`. */
const AMOUNT = /^(?<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*(?<unit>\p{L}*)$/iu;

/**
 * Reads the number that a value of a numeric field stands for, in the unit of the field.
 *
 * A decimal number, a name where the format has names (`TCP`, `https`, `EF`, `Ingress`), or an amount with a unit
 * (`10MB`, `10M`, `4KiB`, `4Ki`, `5m`). Ports are 0 to 65535 and protocols 0 to 255, whole. `undefined` for anything else.
 */
export function readNumber(text: string, format: FieldFormat | undefined): number | undefined {
  const names = format === undefined ? undefined : NUMBER_NAMES[format];
  const named = names === undefined ? undefined : numberOfName(names, text);
  const value = named ?? readAmount(text.trim(), format);
  return value === undefined || !isPossible(value, format) ? undefined : value;
}

function readAmount(text: string, format: FieldFormat | undefined): number | undefined {
  const { number = '', unit = '' } = AMOUNT.exec(text)?.groups ?? {};
  const factor = unit === '' ? 1 : unitFactor(unit, format);
  const value = Number(number) * (factor ?? Number.NaN);
  return number === '' || !Number.isFinite(value) ? undefined : value;
}

function unitFactor(unit: string, format: FieldFormat | undefined): number | undefined {
  switch (format) {
    case 'bytes':
      return /^b$/i.test(unit) ? 1 : amountFactor(unit.replace(/b$/i, ''), unit);
    case 'packets':
    case 'count':
      return amountFactor(unit, unit);
    case 'ms':
      return MS_UNITS[unit.toLowerCase()];
    case 'ns':
      return nanoseconds(MS_UNITS[unit.toLowerCase()]);
    default:
      return undefined;
  }
}

/** A thousand, a million, …; not for `m` alone, which is a thousandth, or a minute, to as many people. */
function amountFactor(prefix: string, unit: string): number | undefined {
  return unit === 'm' ? undefined : AMOUNT_FACTORS[prefix.toLowerCase()];
}

/** What was probably meant by an amount that is none: `10M` by `10m`. */
export function nearestAmount(text: string, format: FieldFormat | undefined): string | undefined {
  const meant = text.replace(/m$/, 'M');
  return meant !== text && readNumber(meant, format) !== undefined ? meant : undefined;
}

function nanoseconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms * 1e6);
}

function isPossible(value: number, format: FieldFormat | undefined): boolean {
  const max = format === 'port' ? 65_535 : format === 'protocol' ? 255 : undefined;
  return max === undefined || (Number.isInteger(value) && value >= 0 && value <= max);
}
