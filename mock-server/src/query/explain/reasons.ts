import { compileFilter } from '#model/filter/compile.ts';
import { FILTERS } from '#model/filter/definitions.ts';
import { FIELDS, fieldSpec } from '#model/fields/registry.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { LogTypesSetting } from '#model/wire/config.ts';
import type { ExplainAnswer } from '#model/wire/explain.ts';

import type { StoreSummary } from '../../store/flow-store.ts';
import type { Explained } from './explain-counts.ts';
import type { ExplainedCondition, ExplainPlan } from './explain-question.ts';
import { isEventField, isFlowField } from '#model/fields/record-fields.ts';

export type Reason = ExplainAnswer['reasons'][number];

/** What is known of the cluster and of the store; `forgotten`: whether anything was dropped for its age or number. */
export type Surroundings = {
  readonly logTypes: LogTypesSetting;
  readonly features: readonly string[];
  readonly summary: Pick<StoreSummary, 'firstMs' | 'lastMs'>;
  readonly hasForgotten: boolean;
};

type Explains = (
  condition: ExplainedCondition,
  plan: ExplainPlan,
  around: Surroundings,
) => Reason | undefined;

/** IP protocol numbers that flowlogs-pipeline tracks: TCP, UDP, SCTP. */
const TRACKED_PROTOCOLS = [6, 17, 132];
const KEEP_ALL = 'Set spec.processor.logTypes of the FlowCollector to All.';

/** The first that fits is told of a condition. */
const OF_CONDITION: readonly Explains[] = [
  unknownField,
  openNotKept,
  untrackedProtocol,
  fieldNotThere,
  featureOff,
];

/**
 * Why a query does not find what it might be expected to, as far as that can be said for sure.
 *
 * Of a condition it is told why nothing in the time range passes it; of the whole query, when it finds nothing.
 */
export function reasonsFor(plan: ExplainPlan, explained: Explained, around: Surroundings): readonly Reason[] {
  const ofConditions = explained.groups.flat().flatMap((condition) => {
    const explain = (reason: Explains) => reason(condition, plan, around);
    const first = condition.alone > 0 ? undefined : OF_CONDITION.map(explain).find((found) => found);
    return first === undefined ? [] : [{ ...first, condition: condition.text }];
  });
  return explained.total > 0
    ? ofConditions
    : [...ofLogTypes(plan, around), ...ofConditions, ...ofTime(plan, around)];
}

function ofLogTypes({ of, recordType }: ExplainPlan, { logTypes }: Surroundings): readonly Reason[] {
  if (of === 'conversations' && logTypes === 'Flows') {
    const message = 'Connections are not tracked here, so that there are no conversations.';
    return [{ code: 'tracking-off', message, hint: KEEP_ALL }];
  }
  if (of === 'records' && logTypes !== 'Flows' && logTypes !== 'All') {
    const message = 'Only conversations are kept here, so that there are no flows.';
    return [{ code: 'flows-not-kept', message, hint: `Look at conversations. ${KEEP_ALL}` }];
  }
  const isBeforeEnd = recordType === 'newConnection' || recordType === 'heartbeat';
  return isBeforeEnd && logTypes === 'EndedConversations' ? [onlyEnds()] : [];
}

function onlyEnds(): Reason {
  const message = 'Only the ends of conversations are kept here, so that none is there before it has ended.';
  return { code: 'only-ends-kept', message, hint: KEEP_ALL };
}

function ofTime(
  { span }: ExplainPlan,
  { summary: { firstMs, lastMs }, hasForgotten }: Surroundings,
): readonly Reason[] {
  if (firstMs === undefined || lastMs === undefined) {
    return [{ code: 'store-empty', message: 'Nothing is stored yet.' }];
  }
  const hint = `What is stored ended between ${instant(firstMs)} and ${instant(lastMs)}.`;
  if (span.toMs <= firstMs) {
    const message = hasForgotten
      ? 'The time range is before the first record that is still stored: older ones were dropped.'
      : 'The time range is before the first record that is stored.';
    return [{ code: 'before-what-is-kept', message, hint }];
  }
  return span.fromMs > lastMs
    ? [
        {
          code: 'after-what-is-kept',
          message: 'The time range is after the last record that is stored.',
          hint,
        },
      ]
    : [];
}

function instant(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString();
}

function unknownField({ fields }: ExplainedCondition): Reason | undefined {
  const unknown = fields.find((field) => fieldSpec(field) === undefined);
  if (unknown === undefined) {
    return undefined;
  }
  const names = FIELDS.map(({ name }) => name);
  const suggestion = nearest(unknown, names);
  return {
    code: 'unknown-field',
    message: `Nothing here has a field ${JSON.stringify(unknown)}.`,
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  };
}

function openNotKept({ fields, filter }: ExplainedCondition, _plan: ExplainPlan, around: Surroundings) {
  const passes = compileFilter(filter);
  return around.logTypes === 'EndedConversations' &&
    fields.includes('_Status') &&
    !passes({ _Status: 'ended' })
    ? onlyEnds()
    : undefined;
}

function untrackedProtocol({ fields, filter }: ExplainedCondition, { of }: ExplainPlan): Reason | undefined {
  const passes = compileFilter(filter);
  const isTracked = TRACKED_PROTOCOLS.some((Proto) => passes({ Proto }));
  if (of === 'records' || isTracked || fields.some((field) => field !== 'Proto')) {
    return undefined;
  }
  return {
    code: 'protocol-not-tracked',
    message: 'Only TCP, UDP and SCTP are tracked: no other protocol has conversations.',
    hint: 'Look at flows for other protocols, such as ICMP.',
  };
}

function fieldNotThere({ fields, filter }: ExplainedCondition, { of }: ExplainPlan): Reason | undefined {
  const isThere = of === 'records' ? isFlowField : isEventField;
  if (fields.some(isThere) || compileFilter(filter)({})) {
    return undefined;
  }
  const names = fields.join(' or ');
  if (of === 'records') {
    const message = `Flows never have ${names}: it is worked out for conversations.`;
    return { code: 'field-not-in-flows', message, hint: 'Look at conversations.' };
  }
  return {
    code: 'field-not-in-events',
    message: `Conversations never have ${names}: tracking does not carry it over from their flows.`,
    hint: fields.includes('TimeFlowRttNs')
      ? 'The longest round-trip time is there: MaxTimeFlowRttNs.'
      : 'Look at flows.',
  };
}

function featureOff({ fields }: ExplainedCondition, _plan: ExplainPlan, { features }: Surroundings) {
  const needed = FILTERS.find(
    ({ target, feature }) =>
      target.kind === 'field' &&
      fields.includes(target.field) &&
      feature !== undefined &&
      !features.includes(feature),
  )?.feature;
  return needed === undefined
    ? undefined
    : ({
        code: 'feature-off',
        message: `Nothing has ${fields.join(' or ')} while the feature ${needed} is off.`,
        hint: `Turn ${needed} on in spec.agent.ebpf.features of the FlowCollector.`,
      } as const);
}
