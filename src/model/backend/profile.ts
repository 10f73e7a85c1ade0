import type { FrontendConfig } from '../wire/config.ts';

/**
 * How NetObserv's backend looks for a value of a field in its Loki.
 *
 * `label`: in the index. `number`, `text`, `list`: by a regular expression in the text of the record. `address`: in
 * the parsed record, which gives each record a stream of its own.
 */
export type LookupKind = 'label' | 'number' | 'text' | 'list' | 'address';

/** NetObserv's backend, as far as it says what it can do. */
export type NetObservBackend = {
  readonly kind: 'netobserv';
  /** The fields that it declares. What it does not declare, it does not find. */
  readonly fields: ReadonlyMap<string, LookupKind>;
  /** Whether conversations are heard of while they are open. */
  readonly emitsHeartbeats: boolean;
  /** False where it has no Loki: then it has neither flow logs nor events. */
  readonly keepsRecords: boolean;
};

/** The backend that answers: ours, which evaluates whatever it is asked, or NetObserv's. */
export type Backend = { readonly kind: 'own' } | NetObservBackend;

type Config = Pick<FrontendConfig, 'capabilities' | 'recordTypes' | 'fields' | 'lokiLabels' | 'dataSources'>;

/**
 * What a backend can do, by what its configuration says.
 *
 * Ours announces capabilities. NetObserv's says which labels its Loki has and which fields there are; an older one
 * that does not is asked for nothing but types of records and times.
 */
export function backendOf(config: Config): Backend {
  const { capabilities = [], recordTypes, fields = [], lokiLabels = [], dataSources } = config;
  if (capabilities.length > 0) {
    return { kind: 'own' };
  }
  return {
    kind: 'netobserv',
    fields: new Map([
      ...fields.map(({ name, type, format }) => [name, lookupOf(type, format)] as const),
      ...lokiLabels.map((label) => [label, 'label'] as const),
    ]),
    emitsHeartbeats: recordTypes.includes('heartbeat'),
    keepsRecords: dataSources === undefined || dataSources.includes('loki'),
  };
}

function lookupOf(type: string, format: string | undefined): LookupKind {
  if (format === 'IP') {
    return 'address';
  }
  return type.endsWith('[]') ? 'list' : type === 'number' ? 'number' : 'text';
}
