import { fieldSpec, FIELDS } from '#model/fields/registry.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { Result } from '#model/lib/result.ts';
import { collect, err, ok } from '#model/lib/result.ts';

import type { QuestionError } from '../question-error.ts';
import { badQuestion } from '../question-error.ts';

/** What tells the series of a metric apart. */
export type Grouping = {
  readonly fields: readonly string[];
  /** Labels that every series has, whatever its records. */
  readonly constant: Readonly<Record<string, string>>;
  /** Records for which the fields mean nothing are left out. */
  readonly filter: Filter;
};

/** NetObserv's scopes with the fields that name what they are about. */
const SCOPE_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cluster', ['K8S_ClusterName']],
  ['network', bothEnds('K8S_NetworkName')],
  ['zone', bothEnds('K8S_Zone')],
  ['host', bothEnds('K8S_HostName')],
  ['namespace', bothEnds('K8S_Namespace')],
  ['owner', bothEnds('K8S_OwnerName', 'K8S_OwnerType', 'K8S_Namespace', 'SubnetLabel')],
  [
    'resource',
    bothEnds(
      'K8S_Name',
      'K8S_Type',
      'K8S_OwnerName',
      'K8S_OwnerType',
      'K8S_Namespace',
      'Addr',
      'K8S_HostName',
      'SubnetLabel',
    ),
  ],
]);

const HAS_DROPS = match('PktDropPackets', '>', '0');

/** What else can be aggregated by without being a field. */
const BUILT_IN: ReadonlyMap<string, Grouping> = new Map([
  ['app', { fields: [], constant: { app: 'netobserv-flowcollector' }, filter: EVERYTHING }],
  ['droppedState', { fields: ['PktDropLatestState'], constant: {}, filter: HAS_DROPS }],
  ['droppedCause', { fields: ['PktDropLatestDropCause'], constant: {}, filter: HAS_DROPS }],
  ['dnsRCode', { fields: ['DnsFlagsResponseCode'], constant: {}, filter: EVERYTHING }],
]);

/** What `aggregateBy` and `groups` ask for: a scope, something built in, or a field; and the fields of more scopes. */
export function askedGrouping(aggregateBy: string | undefined, groups = ''): Result<Grouping, QuestionError> {
  const by = aggregatedBy(aggregateBy ?? '');
  if (!by.ok) {
    return by;
  }
  // A plus that is not encoded comes out of a query string as a space.
  const names = groups.split(/[+ ]/).filter((name) => name !== '');
  const more = collect(names.map(groupFields));
  if (!more.ok) {
    return more;
  }
  return ok({ ...by.value, fields: [...new Set([...by.value.fields, ...more.value.flat()])] });
}

function aggregatedBy(name: string): Result<Grouping, QuestionError> {
  if (name === '') {
    return err(badQuestion('missing-parameter', 'aggregateBy', 'aggregateBy parameter is required'));
  }
  const builtIn = BUILT_IN.get(name);
  if (builtIn !== undefined) {
    return ok(builtIn);
  }
  const fields = SCOPE_FIELDS.get(name) ?? (fieldSpec(name) === undefined ? undefined : [name]);
  if (fields !== undefined) {
    return ok({ fields, constant: {}, filter: EVERYTHING });
  }
  const candidates = [...SCOPE_FIELDS.keys(), ...BUILT_IN.keys(), ...FIELDS.map((field) => field.name)];
  const suggestion = nearest(name, candidates);
  return err({
    ...badQuestion(
      'unknown-field',
      'aggregateBy',
      `aggregateBy must be a scope (${[...SCOPE_FIELDS.keys()].join(', ')}), app, droppedState, droppedCause, dnsRCode or a field, not ${JSON.stringify(name)}.`,
    ),
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  });
}

/** The fields of a scope by its plural. */
function groupFields(name: string): Result<readonly string[], QuestionError> {
  const allowed = [...SCOPE_FIELDS.keys()].map((scope) => `${scope}s`);
  const fields = name.endsWith('s') ? SCOPE_FIELDS.get(name.slice(0, -1)) : undefined;
  return fields === undefined
    ? err({
        ...badQuestion(
          'unknown-group',
          'groups',
          `groups must be some of ${allowed.join(', ')}, joined by +; there is no ${JSON.stringify(name)}.`,
        ),
        allowed,
      })
    : ok(fields);
}

function bothEnds(...names: readonly string[]): readonly string[] {
  return ['Src', 'Dst'].flatMap((end) => names.map((name) => `${end}${name}`));
}
