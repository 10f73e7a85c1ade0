import {
  Nav,
  NavExpandable,
  NavItem,
  NavItemSeparator,
  NavList,
  PageSidebar,
  PageSidebarBody,
} from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

import type { NavEntry, NavLink, NavSeparator } from './navigation.ts';
import { PerspectiveSwitch } from './PerspectiveSwitch.tsx';
import { translateExtensionText } from './texts.ts';
import { useNavigation } from './useNavigation.ts';

type ConsoleSidebarProps = {
  readonly isNavOpen: boolean;
  /** Called when a link is followed: on a narrow page the sidebar lies over what it leads to. */
  readonly onNavSelect: () => void;
};

/** Perspective and navigation. */
export function ConsoleSidebar({ isNavOpen, onNavSelect }: ConsoleSidebarProps) {
  const entries = useNavigation();

  return (
    <PageSidebar isSidebarOpen={isNavOpen}>
      {/* PatternFly takes the links of a closed sidebar out of the tab order, but nothing else. */}
      <PageSidebarBody isFilled={false}>{isNavOpen ? <PerspectiveSwitch /> : null}</PageSidebarBody>
      <PageSidebarBody isFilled>
        <Nav aria-label="Main navigation" ouiaId="PerspectiveNav" onSelect={onNavSelect}>
          <NavList>
            {entries.map((entry) => (
              <SidebarEntry key={entry.id} entry={entry} />
            ))}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}

function isCurrent(link: NavLink | NavSeparator, pathname: string): boolean {
  if (link.kind === 'separator') {
    return false;
  }
  return [link.href, ...link.startsWith.map((path) => `/${path}`)].some(
    (path) => pathname === path || pathname.startsWith(`${path}/`),
  );
}

function SidebarEntry({ entry }: { readonly entry: NavEntry }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();

  if (entry.kind !== 'section') {
    return <SidebarItem item={entry} />;
  }
  const isActive = entry.items.some((item) => isCurrent(item, pathname));
  return (
    <NavExpandable title={translateExtensionText(entry.name, t)} isActive={isActive} isExpanded={isActive}>
      {entry.items.map((item) => (
        <SidebarItem key={item.id} item={item} />
      ))}
    </NavExpandable>
  );
}

function SidebarItem({ item }: { readonly item: NavLink | NavSeparator }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();

  if (item.kind === 'separator') {
    return <NavItemSeparator />;
  }
  return (
    <NavItem itemId={item.id} isActive={isCurrent(item, pathname)}>
      <Link to={item.href} data-test="nav" {...dataAttributesOf(item)}>
        {translateExtensionText(item.name, t)}
      </Link>
    </NavItem>
  );
}

function dataAttributesOf({ dataAttributes }: NavLink): Record<string, string> {
  return Object.fromEntries(Object.entries(dataAttributes).filter(([name]) => name.startsWith('data-')));
}
