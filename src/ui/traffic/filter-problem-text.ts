import type { FilterSyntaxCode } from '#model/filter/language/filter-syntax-error.ts';
import type { FilterValueCode } from '#model/filter/lowering/filter-value-error.ts';
import type { UrlFilterCode } from '#model/filter/link/url-filters.ts';
import type { Translate } from '../i18n.ts';

/** Why a condition was refused, as the model tells it. */
export type FilterProblem = {
  readonly code: FilterSyntaxCode | UrlFilterCode;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
  /** The values that there are, where a set is closed. */
  readonly allowed?: readonly string[] | undefined;
};

/** Why a condition was refused, as a sentence or two: what is wrong, and what was probably meant. */
export function filterProblemText(problem: FilterProblem, t: Translate): string {
  const { suggestion } = problem;
  const reason = filterReasonText(problem, t);
  return suggestion === undefined
    ? reason
    : `${reason} ${t('Did you mean “{{suggestion}}”?', { suggestion })}`;
}

/** What is wrong, by code. */
export function filterReasonText({ code, allowed = [] }: FilterProblem, t: Translate): string {
  switch (code) {
    case 'unexpected-character':
      return t('This does not belong here.');
    case 'unexpected-quote':
      return t('A quote stands in the middle of a value: put the whole value in quotes.');
    case 'unclosed-quote':
      return t('The closing quote is missing.');
    case 'unclosed-group':
      return t('The closing bracket is missing.');
    case 'too-deep':
      return t('The groups are nested too deep.');
    case 'too-many-texts':
      return t('Too many texts without a field: name a field, and separate its values with commas.');
    case 'star-in-pattern':
      return t('A pattern cannot hold a star that stands for itself.');
    case 'unknown-field':
    case 'unknown-filter':
      return t('There is no such field.');
    case 'missing-operator':
      return t('An operator is missing, such as = or !=.');
    case 'unknown-operator':
      return t('There is no such operator.');
    case 'missing-value':
      return t('A value is missing; "" stands for “not set”.');
    case 'missing-condition':
      return t('A condition is missing beside “and” or “or”.');
    case 'condition-as-value':
      return t(
        'A condition stands where a value belongs: put a space between conditions, or quotes around the value.',
      );
    case 'value-after-or':
      return t('Without a field: separate the values of one field with commas, or name the field again.');
    case 'missing-peer':
      return t('A second peer is missing, such as namespace=shop or 10.0.0.1.');
    case 'not-a-peer':
      return t(
        'Not about one end of the traffic: write conditions such as namespace=shop on both sides of <->.',
      );
    case 'malformed':
      return t('Not a condition: field, operator and value are expected.');
    case 'unknown-match':
      return t('Not one of {{allowed}}.', { allowed: 'all, any, bidirectional' });
    default:
      return valueReasonText({ code, allowed }, t);
  }
}

function valueReasonText(
  { code, allowed }: { readonly code: FilterValueCode; readonly allowed: readonly string[] },
  t: Translate,
): string {
  switch (code) {
    case 'operator-not-allowed':
      return t('This operator does not go with the field.');
    case 'not-a-number':
      return t('Not a number.');
    case 'not-a-port':
      return t('Neither a port number from 0 to 65535 nor the name of one.');
    case 'not-a-protocol':
      return t(
        'Neither a protocol number from 0 to 255 nor the name of one, such as TCP, UDP, SCTP or ICMP.',
      );
    case 'not-an-address':
      return t('Not an IP address, a CIDR (10.0.0.0/8) or a range (10.0.0.1-10.0.0.9).');
    case 'unknown-name':
      return allowed.length === 0
        ? t('There is no such name.')
        : t('Not one of {{allowed}}.', { allowed: allowed.join(', ') });
    case 'not-one-of':
      return t('Not one of {{allowed}}.', { allowed: allowed.join(', ') });
    case 'pattern-not-allowed':
      return t('A pattern with * does not go with the field.');
    case 'missing-number':
      return t('A number is missing.');
    case 'incomplete-resource':
      return t('Incomplete: write Kind.namespace.name, or Node.name.');
  }
}
