import { all } from '#model/filter/filter.ts';

import type { FlowStore } from '../../store/flow-store.ts';
import type { Explained } from './explain-counts.ts';
import type { ExplainPlan } from './explain-question.ts';
import type { Reason } from './reasons.ts';

/** So many ids are looked for at most; a query that is looked into by hand has one. */
const MAX_IDS = 3;

/** Where the conversations are whose ids a query names, as far as nothing in the time range has them. */
export async function findLostIds(
  store: Pick<FlowStore, 'nearest'>,
  plan: ExplainPlan,
  explained: Explained,
  signal: AbortSignal,
): Promise<readonly Reason[]> {
  const { of, span, types, visible } = plan;
  const lost = explained.groups
    .flat()
    .filter(
      ({ alone, fields, filter }) => alone === 0 && fields.join() === '_HashId' && filter.kind === 'match',
    )
    .slice(0, MAX_IDS);
  return Promise.all(
    lost.map(async ({ filter, text }): Promise<Reason> => {
      const { beforeMs, afterMs } = await store.nearest(
        { of, span, types, filter: all(visible, filter) },
        signal,
      );
      const nearest = beforeMs ?? afterMs;
      return nearest === undefined
        ? {
            code: 'id-not-there',
            message: 'No conversation with this ID is stored.',
            hint: 'It may have been dropped since, or belong to another recording.',
            condition: text,
          }
        : {
            code: 'id-outside-time-range',
            message: `The conversation is ${beforeMs === undefined ? 'after' : 'before'} the time range.`,
            hint: `Choose a time range with ${new Date(nearest).toISOString()} in it.`,
            condition: text,
          };
    }),
  );
}
