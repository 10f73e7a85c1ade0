import type { SVGIconProps } from '@patternfly/react-icons/dist/esm/createIcon';
import type { ComponentClass, ComponentType } from 'react';
import { createElement, useLayoutEffect, useSyncExternalStore } from 'react';

import { LazyCode } from '../lazy/lazy-code.ts';

/** Says on `<html>`, in the console of OpenShift 5, that icons are Red Hat's own, which are thinner. */
const THIN_CLASS = 'pf-v6-icon-set-rh-ui';

const THIN_SHAPES = new LazyCode(
  async () => (await import(/* webpackChunkName: "thin-icons" */ './thin-shapes.ts')).THIN_SHAPES,
);

/** What an icon of this page can be given. */
type IconProps = Pick<SVGIconProps, 'className'>;

/**
 * An icon of PatternFly as the console around the page draws it.
 *
 * The console of OpenShift 5 has thin icons and does not share the others, and what a plugin brings for 4.22 has
 * no thin ones: so the shapes of the few that this page uses come with it, there alone. An icon without a thin shape
 * stays, as do all of them until the shapes are there: they are as large.
 */
export function consoleIcon(Icon: ComponentClass<SVGIconProps>): ComponentType<IconProps> {
  return function ConsoleIcon({ className = '' }: IconProps) {
    const isThin = document.documentElement.classList.contains(THIN_CLASS);
    const shapes = useSyncExternalStore(THIN_SHAPES.subscribe, THIN_SHAPES.state);
    useLayoutEffect(() => {
      if (isThin) {
        THIN_SHAPES.load();
      }
    }, [isThin]);
    const shape = isThin && shapes.kind === 'ready' ? shapes.code[Icon.displayName ?? ''] : undefined;
    return shape !== undefined
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
