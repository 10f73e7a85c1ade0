import { BASE_KINDS } from '../../names/network-names.ts';
import { filterDefinition } from '../definitions.ts';
import type { FilterTarget } from '../filter-definition.ts';
import type { FilterValue, Match } from '../filter.ts';
import { isNegative } from '../lowering/lower.ts';

/**
 * Fields that NetObserv's operator keeps as labels of Loki, with everything that a cluster can switch on.
 *
 * A negation on a label passes records that do not have it; any other is looked for in the text of the record, and
 * NetObserv wants the field to be there.
 */
const LOKI_LABELS: ReadonlySet<string> = new Set([
  ...['Src', 'Dst'].flatMap((end) =>
    ['K8S_Namespace', 'K8S_OwnerName', 'K8S_Type', 'K8S_Zone'].map((field) => `${end}${field}`),
  ),
  'K8S_FlowLayer',
  'K8S_ClusterName',
  'FlowDirection',
  '_RecordType',
]);

/** In a negation: that the field is set. */
const UNSET: FilterValue = { kind: 'text', text: '' };

/** A condition of a link as NetObserv means it: a negation on what is no label holds only where the field is set. */
export function withPresence(match: Match): Match {
  return wantsPresence(match) && !match.values.some(isUnset)
    ? { ...match, values: [...match.values, UNSET] }
    : match;
}

/**
 * The condition to write in a link for one of ours, so that `withPresence` makes it again; `undefined` when there is
 * none: a negation that a field passes which is not set.
 */
export function withoutPresence(match: Match): Match | undefined {
  if (!wantsPresence(match)) {
    return match;
  }
  const first = match.values.findIndex(isUnset);
  const isLast = first > 0 && first === match.values.length - 1;
  return first === -1 ? undefined : isLast ? { ...match, values: match.values.slice(0, -1) } : match;
}

function wantsPresence(match: Match): boolean {
  const target = filterDefinition(match.field)?.target;
  return isNegative(match) && target !== undefined && isLookedForInText(target, match);
}

function isLookedForInText(target: FilterTarget, match: Match): boolean {
  switch (target.kind) {
    case 'field':
      return !LOKI_LABELS.has(target.field);
    // Both ends are alike.
    case 'endpoint': {
      const source = filterDefinition(target.source)?.target;
      return source !== undefined && isLookedForInText(source, match);
    }
    // The kind of an owner is no label; a record that has no kind has no owner.
    case 'kind':
      return match.values.some((value) => !isUnset(value) && !isBaseKind(value));
    // Of the parts any one may differ, and its namespace, and its kind or owner, are labels.
    case 'resource':
      return false;
  }
}

function isBaseKind(value: FilterValue): boolean {
  return value.kind === 'text' && BASE_KINDS.some((kind) => kind.toLowerCase() === value.text.toLowerCase());
}

function isUnset(value: FilterValue): boolean {
  return value.kind === 'text' && value.text === '';
}
