import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

import type { UrlState } from './params.ts';
import type { UrlProblem } from './url-param.ts';
import { isBareUrl, linkProblems, readUrl, repairLink, urlPart, writeUrl } from './url-state.ts';

/** One thing that the link says, live. The same object as long as its part of the link is the same text. */
export function useUrlParam<Name extends keyof UrlState>(name: Name): UrlState[Name] {
  const { search } = useLocation();
  const part = urlPart(search, name);
  return useMemo(() => readUrl(part, name).value, [part, name]);
}

/** Everything in the link that was not understood. */
export function useUrlProblems(): readonly UrlProblem[] {
  const { search } = useLocation();
  return useMemo(() => linkProblems(search), [search]);
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

/** Where changes of the link have led to that the router has not told of yet. */
type Ahead = {
  readonly search: string;
  /** True until the handler that made the change is done: what it changes more is the same step. */
  readonly isSameMoment: boolean;
};

/**
 * Changes that are ahead of what is drawn. A router tells components of a new location only when they render
 * again, at its leisure; changes that come before that build on one another here. Shared by all components.
 */
let ahead: Ahead | undefined;

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
  return useCallback(() => change(repairLink, 'push'), [change]);
}

function useUrlChange(): (edit: (search: string) => string, step: UrlStep) => void {
  const navigate = useNavigate();
  const location = useLocation();
  const latest = useRef(location);
  useLayoutEffect(() => {
    latest.current = location;
    ahead = undefined;
  }, [location]);

  return useCallback(
    (edit, step) => {
      const { search, hash } = latest.current;
      const from = ahead?.search ?? search;
      const to = edit(from);
      if (to === writeUrl(from, {})) {
        return;
      }
      const isFollowUp = ahead?.isSameMoment === true;
      ahead = { search: to, isSameMoment: true };
      queueMicrotask(() => {
        if (ahead?.search === to) {
          ahead = { search: to, isSameMoment: false };
        }
      });
      void navigate({ search: to, hash }, { replace: isFollowUp || step === 'replace' });
    },
    [navigate],
  );
}
