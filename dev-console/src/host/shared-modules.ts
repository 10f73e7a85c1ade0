import * as pluginSdk from '@openshift/dynamic-plugin-sdk';
import * as react from 'react';
import * as reactI18next from 'react-i18next';
import * as reactRedux from 'react-redux';
import * as reactRouter from 'react-router';
import * as redux from 'redux';
import * as reduxThunk from 'redux-thunk';

import * as consoleSdk from './sdk/dynamic-plugin-sdk.ts';

/** Put in by the build: the installed version of each package. */
declare const __SHARED_VERSIONS__: Readonly<Record<string, string>>;

/** One version of a module in a share scope of webpack's module federation. */
type SharedModule = {
  readonly get: () => Promise<() => unknown>;
  readonly from: string;
  readonly eager: boolean;
  readonly loaded?: 1;
};

/** Module → version → where to get it; a plugin's container adds its own to it. */
export type ShareScope = Record<string, Record<string, SharedModule>>;

function shared(module: object): SharedModule {
  return { get: () => Promise.resolve(() => module), from: 'dev-console', eager: true, loaded: 1 };
}

/**
 * What the console of 4.22 gives to its plugins, each as the one copy of the page.
 *
 * PatternFly's components are left out on purpose. The console offers its own of 6.4.2; a plugin built with
 * 6.4.3 asks for the highest version that fits and so gets its own copy there too.
 */
export function makeShareScope(): ShareScope {
  const version = (name: string) => __SHARED_VERSIONS__[name] ?? '0.0.0';
  const modules: Readonly<Record<string, object>> = {
    '@openshift/dynamic-plugin-sdk': pluginSdk,
    '@openshift-console/dynamic-plugin-sdk': consoleSdk,
    react,
    'react-i18next': reactI18next,
    'react-redux': reactRedux,
    'react-router': reactRouter,
    redux,
    'redux-thunk': reduxThunk,
  };
  const scope: ShareScope = {};
  for (const [name, module] of Object.entries(modules)) {
    scope[name] = { [version(name)]: shared(module) };
  }
  // The old names of the router, and the SDK's internals, of which this console has none.
  scope['react-router-dom'] = { [version('react-router')]: shared(reactRouter) };
  scope['react-router-dom-v5-compat'] = { [version('react-router')]: shared(reactRouter) };
  scope['@openshift-console/dynamic-plugin-sdk-internal'] = {
    [version('@openshift-console/dynamic-plugin-sdk')]: shared({}),
  };
  scope['@patternfly/react-topology'] = {
    [version('@patternfly/react-topology')]: {
      get: async () => {
        const topology = await import(/* webpackChunkName: "topology" */ '@patternfly/react-topology');
        return () => topology;
      },
      from: 'dev-console',
      eager: false,
    },
  };
  return scope;
}
