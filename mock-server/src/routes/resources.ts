import type { Filter } from '#model/filter/filter.ts';
import { all, EVERYTHING, match } from '#model/filter/filter.ts';
import { BASE_KINDS } from '#model/names/network-names.ts';
import { compareTexts } from '#model/compare.ts';

import { NamesParameters } from '../http/flow-query.ts';
import type { RouteContext, Server } from './route-context.ts';

const ENDS = ['Src', 'Dst'] as const;
type End = (typeof ENDS)[number];

/** What a filter box suggests: `GET /api/resources/namespaces` and `GET /api/resources/names`. */
export function resourceRoutes(app: Server, { store, limits }: RouteContext): void {
  app.get('/api/resources/namespaces', (request) =>
    limits.run(request, async (signal) =>
      union(await Promise.all(ENDS.map((end) => store.values(`${end}K8S_Namespace`, EVERYTHING, signal)))),
    ),
  );
  app.get('/api/resources/names', { schema: { querystring: NamesParameters } }, (request) => {
    const { namespace = '', kind = '' } = request.query;
    return limits.run(request, async (signal) =>
      union(
        await Promise.all(
          ENDS.map((end) => store.values(nameField(end, kind), resources(end, namespace, kind), signal)),
        ),
      ),
    );
  });
}

/** Pods, services and nodes are named by themselves, every other kind is an owner of pods. */
function nameField(end: End, kind: string): string {
  return isBaseKind(kind) ? `${end}K8S_Name` : `${end}K8S_OwnerName`;
}

function resources(end: End, namespace: string, kind: string): Filter {
  const kindField = isBaseKind(kind) ? `${end}K8S_Type` : `${end}K8S_OwnerType`;
  return all(
    namespace === '' ? EVERYTHING : match(`${end}K8S_Namespace`, '=', namespace),
    kind === '' ? EVERYTHING : match(kindField, '=', kind),
  );
}

function isBaseKind(kind: string): boolean {
  return kind === '' || BASE_KINDS.some((known) => known === kind);
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort(compareTexts);
}
