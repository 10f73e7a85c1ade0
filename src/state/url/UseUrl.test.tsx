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

function renderAt(search: string) {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <MemoryRouter initialEntries={[`/netflow-traffic${search}`]}>{children}</MemoryRouter>
  );
  return renderHook(useAll, { wrapper }).result;
}

describe('useUrlUpdate', () => {
  test('changes several things in one step, which Back undoes and forward repeats', async () => {
    const page = renderAt('?limit=50&keep=me');
    await act(async () => {
      page.current.update({ limit: 500, sort: { key: 'bytes', direction: 'desc' } });
      page.current.updateElsewhere({ panelTab: 'raw' });
    });
    expect(page.current.search).toBe('?limit=500&keep=me&sort=-bytes&panel=raw');
    await act(async () => page.current.go(-1));
    expect(page.current.search).toBe('?limit=50&keep=me');
    await act(async () => page.current.go(1));
    expect(page.current.search).toBe('?limit=500&keep=me&sort=-bytes&panel=raw');
  });

  test('makes a step of each action, also when they come before the page is drawn again', async () => {
    const page = renderAt('');
    await act(async () => {
      page.current.update({ limit: 500 });
      await Promise.resolve();
      page.current.update({ panelTab: 'raw' });
    });
    expect(page.current.search).toBe('?limit=500&panel=raw');
    await act(async () => page.current.go(-1));
    expect(page.current.search).toBe('?limit=500');
    await act(async () => page.current.go(-1));
    expect(page.current.search).toBe('');
  });

  test('makes no step for what the link says already', async () => {
    const page = renderAt('?limit=50');
    await act(async () => page.current.update({ limit: 500 }));
    await act(async () => page.current.update({ limit: 500 }));
    await act(async () => page.current.go(-1));
    expect(page.current.search).toBe('?limit=50');
  });

  test('puts no step into the history for what no user did', async () => {
    const page = renderAt('?limit=50');
    await act(async () => page.current.update({ limit: 500 }));
    await act(async () => page.current.update({ logType: 'flowLog' }, 'replace'));
    await act(async () => page.current.go(-1));
    expect(page.current.search).toBe('?limit=50');
  });
});

describe('useUrlParam', () => {
  test('gives the same object as long as that part of the link is the same', async () => {
    const page = renderAt('?filters=src_port%3D80');
    const { filter } = page.current;
    await act(async () => page.current.update({ limit: 500 }));
    expect(page.current.filter).toBe(filter);
    await act(async () => page.current.update({ filter: match('src_port', '=', '443') }));
    expect(page.current.filter).not.toBe(filter);
  });
});

test('useUrlProblems is live', async () => {
  const page = renderAt('?limit=many');
  expect(page.current.problems).toMatchObject([{ key: 'limit', raw: 'many' }]);
  expect(page.current.limit).toBe(100);
  await act(async () => page.current.update({ limit: 50 }));
  expect(page.current.problems).toEqual([]);
});
