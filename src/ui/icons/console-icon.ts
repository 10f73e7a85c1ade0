import type { SVGIconProps } from '@patternfly/react-icons/dist/esm/createIcon';
import type { ComponentClass, ComponentType } from 'react';
import { createElement } from 'react';

import { THIN_SHAPES } from './thin-shapes.ts';

/** Says on `<html>`, in the console of OpenShift 5, that icons are Red Hat's own, which are thinner. */
const THIN_CLASS = 'pf-v6-icon-set-rh-ui';

/** What an icon of this page can be given. */
type IconProps = Pick<SVGIconProps, 'className'>;

/**
 * An icon of PatternFly as the console around the page draws it.
 *
 * The console of OpenShift 5 has thin icons and does not share the others, and what a plugin brings for 4.22 has
 * no thin ones: so the shapes of the few that this page uses come with it. An icon without a thin shape stays.
 */
export function consoleIcon(Icon: ComponentClass<SVGIconProps>): ComponentType<IconProps> {
  const shape = THIN_SHAPES[Icon.displayName ?? ''];
  return function ConsoleIcon({ className = '' }: IconProps) {
    const isThin = document.documentElement.classList.contains(THIN_CLASS);
    return isThin && shape !== undefined
      ? createElement(
          'svg',
          {
            className: `pf-v6-svg ${className}`,
            viewBox: '0 0 32 32',
            width: '1em',
            height: '1em',
            fill: 'currentColor',
            'aria-hidden': true,
            role: 'img',
          },
          createElement('path', { d: shape }),
        )
      : createElement(Icon, { className });
  };
}
