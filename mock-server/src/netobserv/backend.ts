import type {
  Column,
  FieldConfig,
  FilterConfig,
  FrontendConfig,
  LogTypesSetting,
  QuickFilter,
  Scope,
} from '#model/wire/config.ts';

import type { Clock } from '../lib/clock.ts';
import type { LogStore } from './loki/log-store.ts';

/** What the operator configures of the page, and of how fields are kept in Loki. */
export type BackendSettings = {
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
  readonly sampling: number;
  readonly features: readonly string[];
  readonly recordingAnnotations: Readonly<Record<string, unknown>>;
  readonly lokiLabels: readonly string[];
};

/** Somebody who may ask; about some namespaces alone where there are any. */
export type KnownToken = { readonly token: string; readonly namespaces?: readonly string[] };

/** NetObserv's backend and the Loki behind it, as far as routes need them. */
export type Backend = {
  readonly log: LogStore;
  readonly clock: Clock;
  readonly settings: BackendSettings;
  readonly logTypes: LogTypesSetting;
  /** Who may ask; everybody may, and everything, without it. */
  readonly tokens?: readonly KnownToken[];
};
