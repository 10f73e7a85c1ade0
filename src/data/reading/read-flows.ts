import { planFlows } from '#model/backend/flow-plan.ts';
import type { ReadPlan } from '#model/backend/read-plan.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { LONGEST_FLOW_MS } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { sliceHolding } from '#model/reading/slice.ts';
import type { FlowRows, FlowsQuestion } from './flow-candidates.ts';
import { candidatesAmong, countListed, rowsOf } from './flow-candidates.ts';
import { PairLookup } from './pair-lookup.ts';
import type { ReadContext } from './read-context.ts';
import { flowOptions, wantedOf } from './read-context.ts';
import { readParts } from './read-parts.ts';
import type { ReadingEnd, ReadingStop } from './reading-end.ts';
import { stopped, WHOLE } from './reading-end.ts';

/**
 * So many flow logs are read first for each row that is wanted, and at least so many: half of them may be a second
 * observer's, and those that overlap a row have to be known.
 */
const READ_PER_ROW = 8;
const LEAST_READ = 500;

/** The newest flow logs that pass, and how far they are known. */
export type FlowsRead = FlowRows & { readonly end: ReadingEnd };

/**
 * Reads flow logs from NetObserv's backend, newest first, until as many pass as are wanted.
 *
 * The whole filter is applied here, and flows of a second observer are recognised: a flow is listed only once all
 * that could have been reported of the same traffic is known.
 */
export async function readFlows(question: FlowsQuestion, context: ReadContext): Promise<FlowsRead> {
  const { shared, narrow } = planFlows(question.filter, context.backend);
  const read = narrow && (await readNarrow(narrow, question, context));
  return read ?? readShared(shared, question, context);
}

/**
 * Reads what both observers say alike, a little beyond the time that is asked about: the flow log of another observer
 * that overlaps one of that time is no further away.
 */
async function readShared(plan: ReadPlan, question: FlowsQuestion, context: ReadContext): Promise<FlowsRead> {
  const { fromMs, toMs } = question.span;
  const slice = sliceHolding({ fromMs: fromMs - LONGEST_FLOW_MS, toMs: toMs + LONGEST_FLOW_MS });
  const read: TrafficRecord[] = [];
  for await (const { records, ...stretch } of stretches(plan, slice, { context, question })) {
    read.push(...records);
    const candidates = candidatesAmong(read, question);
    const undecided = candidates.findIndex(({ sinceMs }) => sinceMs < stretch.backToMs);
    const decided = stretch.isWhole || undecided === -1 ? candidates : candidates.slice(0, undecided);
    if (countListed(decided, question) > question.limit || stretch.isWhole) {
      return { ...rowsOf(decided, question), end: WHOLE };
    }
    if (stretch.stop !== undefined) {
      const backToMs = Math.max(stretch.backToMs, (candidates[undecided]?.endMs ?? 0) + 1);
      const known = decided.filter(({ endMs }) => endMs >= backToMs);
      return { ...rowsOf(known, question), end: stopped(stretch.stop, backToMs) };
    }
  }
  return { records: [], hasMore: false, secondObservers: 0, end: WHOLE };
}

/**
 * Reads all that can be looked for, and looks up what other observers reported of the same conversations;
 * `undefined` where that cannot be done, or takes too much.
 */
async function readNarrow(
  plan: ReadPlan,
  question: FlowsQuestion,
  context: ReadContext,
): Promise<FlowsRead | undefined> {
  const read: TrafficRecord[] = [];
  const pairs = new PairLookup(context);
  const passes = compileFilter(question.filter);
  const slice = sliceHolding(question.span);
  for await (const { records, ...stretch } of stretches(plan, slice, { context, question })) {
    read.push(...records);
    if (!(await pairs.extend(read.filter(passes)))) {
      return undefined;
    }
    const candidates = candidatesAmong([...read, ...pairs.beside(read)], question);
    const known = candidates.filter(({ endMs }) => endMs >= stretch.backToMs);
    if (countListed(known, question) > question.limit || stretch.isWhole) {
      return { ...rowsOf(known, question), end: WHOLE };
    }
    if (stretch.stop !== undefined) {
      return { ...rowsOf(known, question), end: stopped(stretch.stop, stretch.backToMs) };
    }
  }
  return { records: [], hasMore: false, secondObservers: 0, end: WHOLE };
}

type FlowStretch = {
  readonly records: readonly TrafficRecord[];
  readonly backToMs: number;
  readonly isWhole: boolean;
  readonly stop: ReadingStop | undefined;
};

/** Stretches of the flow logs of a plan, with whether to go on. */
async function* stretches(
  plan: ReadPlan,
  slice: Slice,
  { context, question }: { readonly context: ReadContext; readonly question: FlowsQuestion },
): AsyncGenerator<FlowStretch, undefined> {
  const options = flowOptions(context, Math.max(LEAST_READ, question.limit * READ_PER_ROW));
  for await (const stretch of readParts(wantedOf(plan, 'flowLog', context), slice, options)) {
    context.budget.spend(stretch.records.length);
    const isWhole = stretch.stop === undefined && stretch.backToMs <= slice.startS * 1000;
    const stop = stretch.stop ?? (context.budget.isSpent ? { by: 'budget' } : undefined);
    yield { ...stretch, isWhole, stop: isWhole ? undefined : stop };
  }
}
