import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

import type { UrlState } from './params.ts';
import type { UrlProblem } from './url-param.ts';
import { isBareUrl, readUrl, repairUrl, urlPart, urlProblems, writeUrl } from './url-state.ts';

/** One thing that the link says, live. The same object as long as its part of the link is the same text. */
export function useUrlParam<Name extends keyof UrlState>(name: Name): UrlState[Name] {
  const { search } = useLocation();
  const part = urlPart(search, name);
  return useMemo(() => readUrl(part, name).value, [part, name]);
}

/** Everything in the link that was not understood. */
export function useUrlProblems(): readonly UrlProblem[] {
  const { search } = useLocation();
  return useMemo(() => urlProblems(search), [search]);
}

/** Whether the link says something of one thing, understood or not. */
export function useIsInUrl(name: keyof UrlState): boolean {
  const { search } = useLocation();
  return urlPart(search, name) !== '';
}

/** Whether the link says nothing about the page. */
export function useIsBareUrl(): boolean {
  const { search } = useLocation();
  return useMemo(() => isBareUrl(search), [search]);
}

/**
 * How a change of the link stands in the browser's history: as a step of its own, which Back undoes, or in the
 * place of the present one, for what no user did.
 */
export type UrlStep = 'push' | 'replace';

export type UrlUpdate = (changes: Partial<UrlState>, step?: UrlStep) => void;

/**
 * The query string that this moment's changes have led to, until the moment is over.
 *
 * A router tells components of a new location only when they render again. Changes that come before that,
 * from one handler, build on one another here and share one step of the history.
 */
let pendingSearch: string | undefined;

/**
 * Changes things in the link: several at once, in one step of the history, through the console's own router.
 *
 * A change that leaves the link as it is makes no step.
 */
export function useUrlUpdate(): UrlUpdate {
  const change = useUrlChange();
  return useCallback<UrlUpdate>(
    (changes, step = 'push') => change((search) => writeUrl(search, changes), step),
    [change],
  );
}

/** Takes out of the link what was not understood, in one step of the history. */
export function useUrlRepair(): () => void {
  const change = useUrlChange();
  return useCallback(() => change(repairUrl, 'push'), [change]);
}

function useUrlChange(): (edit: (search: string) => string, step: UrlStep) => void {
  const navigate = useNavigate();
  const location = useLocation();
  const latest = useRef(location);
  useLayoutEffect(() => {
    latest.current = location;
  }, [location]);

  return useCallback(
    (edit, step) => {
      const { search, hash } = latest.current;
      const from = pendingSearch ?? search;
      const to = edit(from);
      if (to === writeUrl(from, {})) {
        return;
      }
      const isFollowUp = pendingSearch !== undefined;
      pendingSearch = to;
      queueMicrotask(() => {
        pendingSearch = undefined;
      });
      void navigate({ search: to, hash }, { replace: isFollowUp || step === 'replace' });
    },
    [navigate],
  );
}
