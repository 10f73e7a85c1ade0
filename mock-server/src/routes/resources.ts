import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';

import { compareTexts } from '#model/compare.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, any, EVERYTHING, match } from '#model/filter/filter.ts';
import { BASE_KINDS } from '#model/names/network-names.ts';
import { ResourceNames } from '#model/wire/resources.ts';

import { NamesParameters, NamespaceParameters } from '../http/flow-query.ts';
import { inNamespace, NOT_DUPLICATE, within } from '../query/asked-filter.ts';
import type { RouteContext, Server } from './route-context.ts';

const ENDS = ['Src', 'Dst'] as const;
type End = (typeof ENDS)[number];

/** A field whose values are wanted, of the records that pass. */
type Wanted = readonly [field: string, filter: Filter];
type Asking = Pick<FastifyRequest, 'tenant'> & { readonly query: Static<typeof NamespaceParameters> };

/** The network that everything is in unless it is said to be in another: no object of its own. */
const DEFAULT_NETWORK = 'default';

const RESPONSE = { 200: ResourceNames };
const ofNamespace = (summary: string) => ({
  summary,
  tags: ['netobserv'],
  querystring: NamespaceParameters,
  response: RESPONSE,
});

/** What a filter box suggests: `GET /api/resources/…`, and `/api/k8s/resources/udnIds`. Sorted, none empty. */
export function resourceRoutes(app: Server, { store, limits }: RouteContext): void {
  const union = (request: FastifyRequest, wanted: readonly Wanted[]): Promise<string[]> =>
    limits.run(request, async (signal) => {
      const lists = await Promise.all(
        wanted.map(([field, filter]) => store.values(field, all(filter, NOT_DUPLICATE), signal)),
      );
      return [...new Set(lists.flat())].sort(compareTexts);
    });

  app.get(
    '/api/resources/clusters',
    { schema: ofNamespace('Clusters in which traffic was observed') },
    (request) => union(request, [['K8S_ClusterName', ofRecord(request)]]),
  );
  // What the filter `udns` looks at. Names of other networks are values of another filter, `network`.
  app.get(
    '/api/resources/udns',
    { schema: ofNamespace('User-defined networks that traffic passed') },
    (request) => union(request, [['Udns', ofRecord(request)]]),
  );
  app.get('/api/resources/zones', { schema: ofNamespace('Availability zones of the ends') }, (request) =>
    union(
      request,
      ENDS.map((end) => [`${end}K8S_Zone`, ofEnd(end, request)]),
    ),
  );
  app.get('/api/resources/namespaces', { schema: ofNamespace('Namespaces of the ends') }, (request) =>
    union(
      request,
      ENDS.map((end) => [`${end}K8S_Namespace`, ofEnd(end, request)]),
    ),
  );
  app.get('/api/resources/names', { schema: NAMES }, (request) => {
    const { kind = '' } = request.query;
    return union(
      request,
      ENDS.map((end) => [nameField(end, kind), all(ofEnd(end, request), ofKind(end, kind))]),
    );
  });
  app.get('/api/k8s/resources/udnIds', { schema: UDN_IDS }, async (request) => {
    const ids = await union(request, [['Udns', ofRecord({ tenant: request.tenant, query: {} })]]);
    return ids.filter((id) => id !== DEFAULT_NETWORK);
  });
}

const NAMES = {
  summary: 'Names of resources',
  description: `Of pods, services and nodes their own names; of any other kind the names of owners of that kind.
Without a kind, the names of pods, services and nodes.`,
  tags: ['netobserv'],
  querystring: NamesParameters,
  response: RESPONSE,
};

const UDN_IDS = {
  summary: 'User-defined networks of the cluster',
  description: 'Names of cluster-wide ones, `namespace/name` of others; of those that traffic was seen in.',
  tags: ['netobserv'],
  response: RESPONSE,
};

/** Records of which an end is where it is asked about, and where whoever asks may look. */
function ofRecord({ tenant, query: { namespace = '' } }: Asking): Filter {
  return all(inNamespace(namespace), within(tenant.namespaces));
}

/** Records of which this very end is there. */
function ofEnd(end: End, { tenant, query: { namespace = '' } }: Asking): Filter {
  const isIn = (name: string) => match(`${end}K8S_Namespace`, '=', name);
  return all(
    namespace === '' ? EVERYTHING : isIn(namespace),
    tenant.namespaces === undefined ? EVERYTHING : any(...tenant.namespaces.map(isIn)),
  );
}

/** Pods, services and nodes are named by themselves, every other kind is an owner of pods. */
function nameField(end: End, kind: string): string {
  return isBaseKind(kind) ? `${end}K8S_Name` : `${end}K8S_OwnerName`;
}

function ofKind(end: End, kind: string): Filter {
  const kindField = isBaseKind(kind) ? `${end}K8S_Type` : `${end}K8S_OwnerType`;
  return kind === '' ? EVERYTHING : match(kindField, '=', kind);
}

function isBaseKind(kind: string): boolean {
  return kind === '' || BASE_KINDS.some((known) => known === kind);
}
