import type { BackendFilterError } from '#model/filter/backend/backend-filter-error.ts';
import { joinBackendGroups, parseBackendGroups } from '#model/filter/backend/backend-filters.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, any, EVERYTHING, match } from '#model/filter/filter.ts';
import type { PacketLoss } from '#model/filter/link/packet-loss.ts';
import { lossConditions } from '#model/filter/link/packet-loss.ts';
import { percentDecoded } from '#model/lib/percent-decoded.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { QuestionError } from './question-error.ts';

/** The parameters of a query that choose records by what is in them. */
export type FilterQuestion = {
  readonly filters?: string;
  readonly namespace?: string;
  readonly packetLoss?: PacketLoss;
  /** The namespaces that whoever asks is confined to; absent: none of that. */
  readonly tenantNamespaces?: readonly string[] | undefined;
};

const MAX_CHARACTERS = 32 * 1024;
const MAX_VALUES = 2000;

/** All that a query says about the contents of records, as one filter on record fields. */
export function askedFilter(question: FilterQuestion): Result<Filter, QuestionError> {
  const asked = askedConditions(question);
  if (!asked.ok) {
    return asked;
  }
  const { groups, inNamespace: ofNamespace, losing: ofLoss, within: ofTenant } = asked.value;
  return ok(all(joinBackendGroups(groups), ofNamespace, ofLoss, ofTenant));
}

/** What a query says about the contents of records, in its parts: each a filter on record fields. */
export type AskedConditions = {
  /** The conditions of each group of `filters`. */
  readonly groups: readonly (readonly Filter[])[];
  readonly inNamespace: Filter;
  readonly losing: Filter;
  readonly within: Filter;
};

/** The parts of `askedFilter`. */
export function askedConditions(question: FilterQuestion): Result<AskedConditions, QuestionError> {
  const { filters = '', namespace = '', packetLoss = 'all', tenantNamespaces } = question;
  const groups = parseGroups(filters);
  return groups.ok
    ? ok({
        groups: groups.value,
        inNamespace: inNamespace(namespace),
        losing: all(...lossConditions(packetLoss)),
        within: within(tenantNamespaces),
      })
    : groups;
}

/** Traffic from or to any of some namespaces: what a tenant may see. Everything when it is confined to none. */
export function within(namespaces: readonly string[] | undefined): Filter {
  return namespaces === undefined ? EVERYTHING : any(...namespaces.map(inNamespace));
}

/** Leaves out what a second observer reported of the same traffic. */
export const NOT_DUPLICATE: Filter = match('Duplicate', '!=', 'true');

/** Traffic from or to a namespace; everything for ''. */
export function inNamespace(namespace: string): Filter {
  return namespace === ''
    ? EVERYTHING
    : any(match('SrcK8S_Namespace', '=', namespace), match('DstK8S_Namespace', '=', namespace));
}

function parseGroups(encoded: string): Result<AskedConditions['groups'], QuestionError> {
  // NetObserv's front end encodes it twice, and HTTP decodes it once.
  const text = percentDecoded(encoded);
  if (text.length > MAX_CHARACTERS) {
    return err(tooLarge(`filters is ${text.length} characters long; ${MAX_CHARACTERS} are the most.`));
  }
  const parsed = parseBackendGroups(text);
  if (!parsed.ok) {
    return err(notAFilter(text, parsed.error));
  }
  const count = countValues(joinBackendGroups(parsed.value));
  return count > MAX_VALUES
    ? err(tooLarge(`filters holds ${count} values; ${MAX_VALUES} are the most.`))
    : ok(parsed.value);
}

function countValues(filter: Filter): number {
  switch (filter.kind) {
    case 'match':
      return 1 + filter.values.length;
    case 'all':
    case 'any':
      return filter.of.reduce((sum, child) => sum + countValues(child), 0);
    case 'not':
    case 'eitherWay':
      return countValues(filter.of);
  }
}

function tooLarge(message: string): QuestionError {
  return { status: 413, code: 'filter-too-large', path: 'filters', message };
}

const AROUND = 20;

function notAFilter(text: string, error: BackendFilterError): QuestionError {
  const { code, field, offset, suggestion } = error;
  const shown = text.slice(Math.max(0, offset - AROUND), offset + AROUND);
  const where = `at character ${offset + 1}${field === undefined ? '' : `, in the condition on ${field}`}`;
  const near = shown === '' ? '' : `, near ${JSON.stringify(shown)}`;
  return {
    status: 400,
    code,
    path: 'filters',
    message: `filters cannot be read: ${code.replaceAll('-', ' ')} ${where}${near}.`,
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  };
}
