import type { FastifyError, FastifyRequest } from 'fastify';

import type { Problem } from '#model/wire/problem.ts';

type Violation = NonNullable<FastifyError['validation']>[number];

const SHOWN = 100;

/** What a request's schema refused, in words: the parameter, the value that was given, what would do. */
export function validationProblem(error: FastifyError, request: FastifyRequest): Problem {
  const violations = error.validation ?? [];
  const name = parameterOf(violations[0]);
  const value = valueOf(request, name);
  const allowed = violations.flatMap(({ params }) => allowedBy(params));
  const expectation =
    allowed.length > 0 ? `must be one of ${allowed.join(', ')}` : (violations[0]?.message ?? 'is not valid');
  return {
    message: `${name} ${expectation}${value === undefined ? '' : `, not ${value}`}.`,
    code: 'invalid-parameter',
    path: name,
    ...(allowed.length > 0 ? { allowed } : {}),
  };
}

function parameterOf(violation: Violation | undefined): string {
  const inPath = violation?.instancePath.split('/')[1];
  const { additionalProperty, missingProperty } = violation?.params ?? {};
  const name = [inPath, additionalProperty, missingProperty].find(
    (candidate) => typeof candidate === 'string' && candidate !== '',
  );
  return typeof name === 'string' ? name : 'request';
}

function allowedBy(params: Violation['params']): readonly string[] {
  const { allowedValues, allowedValue } = params;
  const values: readonly unknown[] = Array.isArray(allowedValues) ? allowedValues : [allowedValue];
  return values.filter((value) => typeof value === 'string');
}

function valueOf(request: FastifyRequest, name: string): string | undefined {
  for (const part of [request.query, request.params]) {
    if (typeof part === 'object' && part !== null && Object.hasOwn(part, name)) {
      const value: unknown = Object.getOwnPropertyDescriptor(part, name)?.value;
      const text = JSON.stringify(value);
      return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    }
  }
  return undefined;
}
