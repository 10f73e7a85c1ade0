import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Boolean as Bool,
  Integer,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Union,
  Unknown,
} from 'typebox';

import { Column, FieldConfig, FilterConfig, Scope } from '#model/wire/config.ts';

/** A section of which nothing is used. */
const Unused = MapOf(Text(), Unknown());
/** What YAML may take for something else than the text that is meant, as in `dns_id!: 0`. */
const ScalarText = Union([Text(), Num(), Bool()]);
const Words = ArrayOf(Text({ minLength: 1 }));

/**
 * The configuration of NetObserv's console plugin, as far as it means something here.
 *
 * Keys that are not listed are let through: whatever configures how a real backend is reached and secured.
 */
export const ConfigFile = ObjectOf({
  server: Optional(Unused),
  loki: Optional(ObjectOf({ labels: Optional(Words) })),
  prometheus: Optional(Unused),
  frontend: Optional(
    ObjectOf({
      buildVersion: Optional(ScalarText),
      buildDate: Optional(ScalarText),
      portNaming: Optional(
        ObjectOf({ enable: Optional(Bool()), portNames: Optional(MapOf(Text(), ScalarText)) }),
      ),
      panels: Optional(Words),
      columns: Optional(ArrayOf(Column)),
      filters: Optional(ArrayOf(FilterConfig)),
      scopes: Optional(ArrayOf(Scope)),
      fields: Optional(ArrayOf(FieldConfig)),
      quickFilters: Optional(
        ArrayOf(ObjectOf({ name: Text(), filter: MapOf(Text(), ScalarText), default: Optional(Bool()) })),
      ),
      alertNamespaces: Optional(Words),
      sampling: Optional(Integer({ minimum: 0 })),
      features: Optional(Words),
      recordingAnnotations: Optional(MapOf(Text(), Unknown())),
    }),
  ),
});
export type ConfigFile = Static<typeof ConfigFile>;

/** Sections of the file, and keys of its `frontend`, by which a misspelt one is told. */
export const KNOWN_SECTIONS: readonly string[] = Object.keys(ConfigFile.properties);
export const KNOWN_FRONTEND_KEYS: readonly string[] = Object.keys(ConfigFile.properties.frontend.properties);
