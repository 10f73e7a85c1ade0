import type {
  Column,
  FieldConfig,
  FilterConfig,
  FrontendConfig,
  QuickFilter,
  Scope,
} from '#model/wire/config.ts';

import type { ConfigFile } from './config-file.ts';

/** What the page is told to show, whatever is played. */
export type FrontendSettings = {
  readonly buildVersion: string;
  readonly buildDate: string;
  readonly portNaming: NonNullable<FrontendConfig['portNaming']>;
  readonly panels: readonly string[];
  readonly columns: readonly Column[];
  readonly filters: readonly FilterConfig[];
  readonly scopes: readonly Scope[];
  readonly fields: readonly FieldConfig[];
  readonly quickFilters: readonly QuickFilter[];
  readonly alertNamespaces: readonly string[];
  /** One packet in so many is looked at; 0 is unknown. Of flows that do not say it themselves. */
  readonly sampling: number;
  /** Features that are on, whatever a recording shows. */
  readonly features: readonly string[];
  readonly recordingAnnotations: Readonly<Record<string, unknown>>;
  /** The fields that are labels of Loki. */
  readonly lokiLabels: readonly string[];
};

/** NetObserv's defaults, which show nothing. */
export const NO_SETTINGS: FrontendSettings = {
  buildVersion: 'Unknown',
  buildDate: 'Unknown',
  portNaming: { enable: true, portNames: {} },
  panels: [],
  columns: [],
  filters: [],
  scopes: [],
  fields: [],
  quickFilters: [],
  alertNamespaces: [],
  sampling: 0,
  features: [],
  recordingAnnotations: {},
  lokiLabels: [
    'SrcK8S_Namespace',
    'SrcK8S_OwnerName',
    'SrcK8S_Type',
    'DstK8S_Namespace',
    'DstK8S_OwnerName',
    'DstK8S_Type',
    'K8S_FlowLayer',
    'FlowDirection',
  ],
};

/** Settings in which each key that a file gives replaces the one there was, as a whole. */
export function settingsOf(
  { frontend = {}, loki = {} }: ConfigFile,
  base: FrontendSettings,
): FrontendSettings {
  const { buildVersion, buildDate, portNaming, quickFilters, ...lists } = frontend;
  return {
    ...base,
    ...lists,
    ...(buildVersion === undefined ? {} : { buildVersion: String(buildVersion) }),
    ...(buildDate === undefined ? {} : { buildDate: String(buildDate) }),
    ...(portNaming === undefined
      ? {}
      : {
          portNaming: { enable: portNaming.enable ?? true, portNames: textsOf(portNaming.portNames ?? {}) },
        }),
    ...(quickFilters === undefined
      ? {}
      : { quickFilters: quickFilters.map((quick) => ({ ...quick, filter: textsOf(quick.filter) })) }),
    ...(loki.labels === undefined ? {} : { lokiLabels: loki.labels }),
  };
}

function textsOf(map: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]));
}
