import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import type { TimeRange } from '#model/time-range.ts';
import { TenantContext } from '../../data/tenant.ts';
import { PageAt } from '../../testing/PageAt.tsx';
import { CopyLink } from './CopyLink.tsx';

const SPAN = { fromMs: 1_700_000_000_400, toMs: 1_700_000_300_400 };

function open(range: TimeRange) {
  const user = userEvent.setup();
  render(
    <PageAt url="/netflow-traffic?filters=src_port%3D80&timeRange=300&kept=1">
      <CopyLink range={range} span={SPAN} />
    </PageAt>,
  );
  return user;
}

async function copied(): Promise<Record<string, string>> {
  expect(await screen.findByText('Copied')).toBeTruthy();
  const link = new URL(await navigator.clipboard.readText());
  expect(link.pathname).toBe('/netflow-traffic');
  return Object.fromEntries(link.searchParams);
}

describe('copying the link', () => {
  test.each([
    ['/netflow-traffic', 'shop', '/netflow-traffic/ns/shop'],
    ['/netflow-traffic/ns/shop', 'shop', '/netflow-traffic/ns/shop'],
    ['/netflow-traffic/all-namespaces', 'shop', '/netflow-traffic/ns/shop'],
    ['/netflow-traffic', undefined, '/netflow-traffic'],
    ['/netflow-traffic/all-namespaces', undefined, '/netflow-traffic/all-namespaces'],
  ])('at %s carries the project %s: %s', async (path, project, expected) => {
    const user = userEvent.setup();
    render(
      <PageAt url={`${path}?limit=50`}>
        <TenantContext.Provider value={project}>
          <CopyLink range={{ kind: 'absolute', startS: 10, endS: 20 }} span={SPAN} />
        </TenantContext.Provider>
      </PageAt>,
    );
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    const link = new URL(await navigator.clipboard.readText());
    expect(link.pathname).toBe(expected);
  });

  test('can hold the time still that is shown', async () => {
    const user = open({ kind: 'relative', seconds: 300 });
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    await user.click(screen.getByRole('menuitem', { name: /With the time that is shown/ }));
    expect(await copied()).toEqual({
      filters: 'src_port=80',
      startTime: '1700000000',
      endTime: '1700000301',
      kept: '1',
    });
  });

  test('can let the time go on', async () => {
    const user = open({ kind: 'relative', seconds: 300 });
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    await user.click(screen.getByRole('menuitem', { name: /With the time going on/ }));
    expect(await copied()).toEqual({ filters: 'src_port=80', timeRange: '300', kept: '1' });
  });

  test('needs no choice where the time stands still', async () => {
    const user = open({ kind: 'absolute', startS: 10, endS: 20 });
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await copied()).toMatchObject({ startTime: '10', endTime: '20' });
  });
});
