import type { Result } from '#model/lib/result.ts';
import { collect, err, ok } from '#model/lib/result.ts';

import { compileGoRegexp, compileWholeGoRegexp } from '../go/regexp.ts';
import { quote } from '../go/quote.ts';
import { compileIpPattern } from './ip-pattern.ts';
import type { LabelFilter, LabelMatcher, LineFilter, LogQuery } from './log-query.ts';

/** Something whose labels can be asked for; a label that is not there is ''. */
export type LabelText = (label: string) => string;

/** A query as tests: of a stream by its labels, and of a line of such a stream with its fields as labels. */
export type CompiledLogQuery = {
  readonly holdsForStream: (label: LabelText) => boolean;
  readonly holdsForLine: (line: string, label: LabelText) => boolean;
};

type Test<T> = (value: T) => boolean;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Compiles a query that is LogQL, as Loki does. The error is Loki's where a pattern of it is none. */
export function compileLogQuery(query: LogQuery): Result<CompiledLogQuery, string> {
  const matchers = collect(query.selector.map(compileMatcher));
  if (!matchers.ok) {
    return err(`parse error at line 1, col 1: ${matchers.error}`);
  }
  const lineTests = collect(query.lineFilters.map(compileLineFilter));
  if (!lineTests.ok) {
    return stageError(query.lineFilters.map(printLineFilter).join(' '), lineTests.error);
  }
  const labelTests = collect(query.labelFilters.map(compileAlternatives));
  if (!labelTests.ok) {
    return labelTests;
  }
  return ok({
    holdsForStream: (label) => matchers.value.every((test) => test(label)),
    holdsForLine: (line, label) =>
      lineTests.value.every((test) => test(line)) && labelTests.value.every((test) => test(label)),
  });
}

function compileMatcher({ label, operator, value }: LabelMatcher): Result<Test<LabelText>, string> {
  if (operator === '=' || operator === '!=') {
    return ok((text) => (text(label) === value) === (operator === '='));
  }
  const pattern = compileWholeGoRegexp(value);
  return pattern.ok ? ok((text) => pattern.value.test(text(label)) === (operator === '=~')) : pattern;
}

function compileLineFilter({ operator, pattern }: LineFilter): Result<Test<string>, string> {
  const compiled = compileGoRegexp(pattern);
  return compiled.ok ? ok((line) => compiled.value.test(line) === (operator === '|~')) : compiled;
}

/** An address that is none is refused only where it stands alone: among others it finds nothing. */
function compileAlternatives(filters: readonly LabelFilter[]): Result<Test<LabelText>, string> {
  const tests: Test<LabelText>[] = [];
  for (const filter of filters) {
    const test = compileLabelFilter(filter);
    if (!test.ok && (filter.kind !== 'ip' || filters.length === 1)) {
      return stageError(printLabelFilter(filter), test.error);
    }
    tests.push(test.ok ? test.value : () => false);
  }
  return ok((text) => tests.some((test) => test(text)));
}

function compileLabelFilter(filter: LabelFilter): Result<Test<LabelText>, string> {
  const { label } = filter;
  switch (filter.kind) {
    case 'text':
      return ok((text) => (text(label) === filter.value) === (filter.operator === '='));
    case 'number':
      return ok((text) => comparesTo(text(label), filter.operator, Number(filter.value)));
    case 'pattern': {
      const pattern = compileWholeGoRegexp(filter.pattern);
      return pattern.ok
        ? ok((text) => pattern.value.test(text(label)) === (filter.operator === '=~'))
        : pattern;
    }
    case 'ip': {
      const isIn = compileIpPattern(filter.pattern);
      return isIn === undefined
        ? err(`ip: invalid pattern: ${quote(filter.pattern)}`)
        : ok((text) => text(label) !== '' && isIn(text(label)) === (filter.operator === '='));
    }
  }
}

/** A label that is not there compares with no number; one that is no number is let through, with an error on it. */
function comparesTo(text: string, operator: '=' | '!=' | '>=', bound: number): boolean {
  if (text === '' || !NUMBER.test(text)) {
    return text !== '';
  }
  const value = Number(text);
  return operator === '>=' ? value >= bound : (value === bound) === (operator === '=');
}

function stageError(stage: string, message: string): Result<never, string> {
  return err(`parse error : stage '${stage}' : ${message}`);
}

function printLineFilter({ operator, pattern }: LineFilter): string {
  return `${operator} ${quote(pattern)}`;
}

function printLabelFilter(filter: LabelFilter): string {
  const value = filter.kind === 'ip' || filter.kind === 'pattern' ? filter.pattern : filter.value;
  const text = filter.kind === 'ip' ? `ip(${quote(value)})` : quote(value);
  return `| ${filter.label}${filter.operator}${text}`;
}
