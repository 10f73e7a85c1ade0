import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  PageToggleButton,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { Link } from 'react-router';

import { serverFlags } from './server-flags.ts';
import { isOpenShift5 } from './theme.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

type ConsoleMastheadProps = {
  readonly isNavOpen: boolean;
  readonly onNavToggle: () => void;
};

/** The bar at the top: dark in both themes of OpenShift 4, the page's own in those of 5. */
export function ConsoleMasthead({ isNavOpen, onNavToggle }: ConsoleMastheadProps) {
  return (
    <Masthead id="page-main-header" className={isOpenShift5() ? '' : 'dev-console__masthead'}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton
            isHamburgerButton
            aria-label="Side navigation"
            isSidebarOpen={isNavOpen}
            onSidebarToggle={onNavToggle}
          />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo
            component={({ className, ...props }) => (
              <Link {...props} className={`${className} dev-console__logo`} to="/" />
            )}
            data-test="masthead-logo"
          >
            <span className="dev-console__logo-mark" aria-hidden="true" />
            <span>OpenShift console</span>
            <span className="dev-console__logo-note">local</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <ThemeSwitch />
              </ToolbarItem>
              <ToolbarItem>
                <span data-test="username">{serverFlags.user}</span>
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}
