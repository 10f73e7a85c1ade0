import type { Extension, LoadedExtension } from '@openshift/dynamic-plugin-sdk';
import type {
  HrefNavItem,
  NavSection,
  Separator,
} from '@openshift-console/dynamic-plugin-sdk/lib/extensions/navigation.js';

/** A link of the navigation. */
export type NavLink = {
  readonly kind: 'link';
  readonly id: string;
  /** As the extension has it: `%ns~Key%` or plain. */
  readonly name: string;
  readonly href: string;
  /** Further path beginnings on which the link counts as the current page, without a slash at the front. */
  readonly startsWith: readonly string[];
  /** Given to the element, as its data attributes. */
  readonly dataAttributes: Readonly<Record<string, string>>;
};

/** A line between links. */
export type NavSeparator = { readonly kind: 'separator'; readonly id: string };

/** Links under a heading that folds. */
export type NavGroup = {
  readonly kind: 'section';
  readonly id: string;
  readonly name: string;
  readonly items: readonly (NavLink | NavSeparator)[];
};

/** What the sidebar shows, from top to bottom. */
export type NavEntry = NavLink | NavSeparator | NavGroup;

type NavExtension = HrefNavItem | Separator | NavSection;
type Placed = { readonly insertBefore?: string | string[]; readonly insertAfter?: string | string[] };

/** The console's own sections, the ones that a plugin of network pages contributes to. */
export const CONSOLE_SECTIONS: readonly NavSection[] = [
  {
    type: 'console.navigation/section',
    flags: { required: ['CAN_LIST_NS'] },
    properties: { id: 'observe', perspective: 'admin', name: 'Observe' },
  },
  {
    type: 'console.navigation/section',
    flags: { disallowed: ['CAN_LIST_NS'] },
    properties: { id: 'observe-projectadmin', perspective: 'admin', name: 'Observe' },
  },
];

/** Whether an extension is something that this console's sidebar can show. */
export function isNavExtension(extension: Extension): extension is NavExtension {
  return ['href', 'separator', 'section'].some((kind) => extension.type === `console.navigation/${kind}`);
}

/** Whether flags let an extension be in use; `PluginStore` answers that for the plugins' own. */
export function isFlagged(extension: Extension, flags: Readonly<Record<string, boolean>>): boolean {
  const { required = [], disallowed = [] } = extension.flags ?? {};
  return required.every((flag) => flags[flag] === true) && disallowed.every((flag) => flags[flag] !== true);
}

/**
 * The navigation of a perspective. An item without a perspective belongs to `admin`.
 *
 * A section without items is not shown, and neither is an item whose section nobody declares. Entries stand in
 * the order of the extensions, but for `insertBefore` and `insertAfter`, of which the first known id counts.
 */
export function buildNavigation(
  extensions: readonly (NavExtension | LoadedExtension<NavExtension>)[],
  perspective: string,
): readonly NavEntry[] {
  const own = extensions.filter(({ properties }) => (properties.perspective ?? 'admin') === perspective);
  const top = own.filter((extension) => sectionOf(extension) === undefined);
  return place(top).flatMap((extension): readonly NavEntry[] => {
    if (extension.type !== 'console.navigation/section') {
      return [entryOf(extension)];
    }
    const { id, name } = extension.properties;
    const items = place(own.filter((item) => sectionOf(item) === id)).flatMap((item) =>
      item.type === 'console.navigation/section' ? [] : [entryOf(item)],
    );
    return items.length === 0 ? [] : [{ kind: 'section', id, name: name ?? '', items }];
  });
}

function sectionOf(extension: NavExtension): string | undefined {
  return extension.type === 'console.navigation/section' ? undefined : extension.properties.section;
}

function entryOf(extension: HrefNavItem | Separator): NavLink | NavSeparator {
  if (extension.type === 'console.navigation/separator') {
    return { kind: 'separator', id: extension.properties.id };
  }
  const { id, name, href, startsWith = [], dataAttributes = {} } = extension.properties;
  return { kind: 'link', id, name, href, startsWith, dataAttributes };
}

function place<T extends { readonly properties: Placed & { readonly id: string } }>(
  extensions: readonly T[],
): readonly T[] {
  const isPlaced = ({ properties }: T) =>
    properties.insertBefore !== undefined || properties.insertAfter !== undefined;
  const placed = extensions.filter((extension) => !isPlaced(extension));
  for (const extension of extensions.filter(isPlaced)) {
    const { insertBefore, insertAfter } = extension.properties;
    const before = indexOfFirst(placed, insertBefore);
    const after = indexOfFirst(placed, insertAfter);
    const index = before ?? (after === undefined ? placed.length : after + 1);
    placed.splice(index, 0, extension);
  }
  return placed;
}

function indexOfFirst(
  extensions: readonly { readonly properties: { readonly id: string } }[],
  ids: string | readonly string[] | undefined,
): number | undefined {
  const wanted = ids === undefined ? [] : [ids].flat();
  return wanted
    .map((id) => extensions.findIndex(({ properties }) => properties.id === id))
    .find((index) => index !== -1);
}
