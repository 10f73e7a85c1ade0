import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { NavigateFunction } from 'react-router';
import { MemoryRouter, useLocation, useNavigate } from 'react-router';
import { describe, expect, test } from 'vitest';

import { match } from '#model/filter/filter.ts';
import { useUrlParam, useUrlProblems, useUrlUpdate } from './useUrl.ts';

function useAll() {
  const go: NavigateFunction = useNavigate();
  return {
    search: useLocation().search,
    filter: useUrlParam('filter'),
    limit: useUrlParam('limit'),
    problems: useUrlProblems(),
    update: useUrlUpdate(),
    updateElsewhere: useUrlUpdate(),
    go,
  };
}

/** A router draws a new location at its leisure: `act` waits for that when it is given a promise. */
function actAsync(action: () => unknown): Promise<void> {
  return act(async () => {
    await Promise.resolve(action());
  });
}

function renderAt(search: string) {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <MemoryRouter initialEntries={[`/netflow-traffic${search}`]}>{children}</MemoryRouter>
  );
  return renderHook(useAll, { wrapper }).result;
}

describe('useUrlUpdate', () => {
  test('changes several things in one step, which Back undoes and forward repeats', async () => {
    const view = renderAt('?limit=50&keep=me');
    await actAsync(() => {
      view.current.update({ limit: 500, sort: { key: 'bytes', direction: 'desc' } });
      view.current.updateElsewhere({ panelTab: 'raw' });
    });
    expect(view.current.search).toBe('?limit=500&keep=me&sort=-bytes&panel=raw');
    await actAsync(() => view.current.go(-1));
    expect(view.current.search).toBe('?limit=50&keep=me');
    await actAsync(() => view.current.go(1));
    expect(view.current.search).toBe('?limit=500&keep=me&sort=-bytes&panel=raw');
  });

  test('makes a step of each action, also when they come before the page is drawn again', async () => {
    const view = renderAt('');
    await act(async () => {
      view.current.update({ limit: 500 });
      await Promise.resolve();
      view.current.update({ panelTab: 'raw' });
    });
    expect(view.current.search).toBe('?limit=500&panel=raw');
    await actAsync(() => view.current.go(-1));
    expect(view.current.search).toBe('?limit=500');
    await actAsync(() => view.current.go(-1));
    expect(view.current.search).toBe('');
  });

  test('makes no step for what the link says already', async () => {
    const view = renderAt('?limit=50');
    await actAsync(() => view.current.update({ limit: 500 }));
    await actAsync(() => view.current.update({ limit: 500 }));
    await actAsync(() => view.current.go(-1));
    expect(view.current.search).toBe('?limit=50');
  });

  test('puts no step into the history for what no user did', async () => {
    const view = renderAt('?limit=50');
    await actAsync(() => view.current.update({ limit: 500 }));
    await actAsync(() => view.current.update({ logType: 'flowLog' }, 'replace'));
    await actAsync(() => view.current.go(-1));
    expect(view.current.search).toBe('?limit=50');
  });
});

describe('useUrlParam', () => {
  test('gives the same object as long as that part of the link is the same', async () => {
    const view = renderAt('?filters=src_port%3D80');
    const { filter } = view.current;
    await actAsync(() => view.current.update({ limit: 500 }));
    expect(view.current.filter).toBe(filter);
    await actAsync(() => view.current.update({ filter: match('src_port', '=', '443') }));
    expect(view.current.filter).not.toBe(filter);
  });
});

test('useUrlProblems is live', async () => {
  const view = renderAt('?limit=many');
  expect(view.current.problems).toMatchObject([{ key: 'limit', raw: 'many' }]);
  expect(view.current.limit).toBe(100);
  await actAsync(() => view.current.update({ limit: 50 }));
  expect(view.current.problems).toEqual([]);
});
