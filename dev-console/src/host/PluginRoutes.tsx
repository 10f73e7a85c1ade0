import { useExtensions } from '@openshift/dynamic-plugin-sdk';
import type { CodeRef, Extension, LoadedExtension } from '@openshift/dynamic-plugin-sdk';
import type { RoutePage } from '@openshift-console/dynamic-plugin-sdk/lib/extensions/pages.js';
import { createElement, lazy, useEffect } from 'react';
import type { ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router';

import { NotFoundPage } from './NotFoundPage.tsx';
import type { PluginFailure } from './plugins.ts';
import { useActivePerspective } from './sdk/useActivePerspective.ts';
import { useNavigation } from './useNavigation.ts';

type PluginRoutesProps = { readonly failures: readonly PluginFailure[] };

function isRoutePage(extension: Extension): extension is RoutePage {
  return extension.type === 'console.page/route';
}

/** A route for each path of each `console.page/route`; the console's start is the first link of its navigation. */
export function PluginRoutes({ failures }: PluginRoutesProps) {
  const pages = useExtensions(isRoutePage);
  const links = useNavigation().flatMap((entry) => (entry.kind === 'section' ? entry.items : [entry]));
  const first = links.find((entry) => entry.kind === 'link');

  return (
    <Routes>
      {pages.flatMap((page) =>
        [page.properties.path]
          .flat()
          .map((path) => (
            <Route
              key={`${page.uid} ${path}`}
              path={page.properties.exact === true ? path : `${path}/*`}
              element={<PluginPage page={page} />}
            />
          )),
      )}
      {first === undefined ? null : <Route path="/" element={<Navigate replace to={first.href} />} />}
      <Route path="*" element={<NotFoundPage failures={failures} />} />
    </Routes>
  );
}

const lazyPages = new Map<CodeRef<ComponentType>, ComponentType>();

/** One component a code reference: a new one at each render would load and mount the page again. */
function lazyPage(component: CodeRef<ComponentType>): ComponentType {
  const known = lazyPages.get(component);
  if (known !== undefined) {
    return known;
  }
  const page = lazy(async () => ({ default: await component() }));
  lazyPages.set(component, page);
  return page;
}

/** A plugin's page; one that belongs to a perspective switches to it. */
function PluginPage({ page }: { readonly page: LoadedExtension<RoutePage> }) {
  const { component, perspective } = page.properties;
  const [active, setPerspective] = useActivePerspective();
  const isElsewhere = perspective !== undefined && perspective !== active;
  useEffect(() => {
    if (isElsewhere) {
      setPerspective(perspective);
    }
  });
  return createElement(lazyPage(component));
}
