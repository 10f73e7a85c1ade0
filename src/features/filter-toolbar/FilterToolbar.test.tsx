import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { createQueryClient } from '../../data/query-client.ts';
import { startTestBackend } from '../../testing/backend.ts';
import { PageAt } from '../../testing/PageAt.tsx';
import { FilterToolbar } from './FilterToolbar.tsx';

const backend = startTestBackend();
const user = userEvent.setup();

function open(search = '') {
  let current = search;
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageAt url={`/${search}`} onPlace={(place) => (current = place.search)}>
        <FilterToolbar features={[]} isTracking leading={null} />
      </PageAt>
    </QueryClientProvider>,
  );
  return {
    box: screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' }),
    filters: () => new URLSearchParams(current).get('filters'),
  };
}

describe('the filter box', () => {
  test('applies what is typed, and shows it as chips', async () => {
    backend.answer({});
    const { box, filters } = open();
    await user.type(box, 'src_namespace=shop dst_port>=1024{Enter}');
    await waitFor(() => expect(filters()).toBe('src_namespace=shop;dst_port>=1024'));
    expect(box.value).toBe('');
    expect(screen.getByRole('button', { name: 'Remove filter Source namespace is shop' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Remove filter Destination port at least 1024' })).toBeTruthy();
  });

  test('completes field, operator and a value of the backend by keyboard alone', async () => {
    backend.answer({ namespaces: ['shop', 'openshift-dns'] });
    const { box, filters } = open();
    await user.type(box, 'src_namesp{ArrowDown}{Enter}{ArrowDown}{Enter}');
    expect(box.value).toBe('src_namespace=');
    expect(await screen.findByRole('option', { name: 'shop' })).toBeTruthy();
    await user.type(box, 'sh{ArrowDown}{Enter}{Enter}');
    await waitFor(() => expect(filters()).toBe('src_namespace=shop'));
  });

  test('keeps what is wrong, says where and why, and writes what was meant', async () => {
    const { box, filters } = open();
    await user.type(box, 'src_prt=80{Enter}');
    expect(await screen.findByText(/At character 1: There is no such field/)).toBeTruthy();
    expect(box.value).toBe('src_prt=80');
    expect(filters()).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Write “src_port” instead' }));
    await user.type(box, '{Enter}');
    await waitFor(() => expect(filters()).toBe('src_port=80'));
  });

  test('holds what a link said and was not understood', () => {
    expect(open('?filters=src_port%3D80%3Bfoo%3D1').box.value).toBe('foo=1');
  });
});

describe('the chips', () => {
  test('take one condition away, or all of them', async () => {
    const { filters } = open('?filters=src_port%3D80%3Bid%3Ddeadbeef12345678');
    await user.click(screen.getByRole('button', { name: 'Remove filter Source port is 80' }));
    await waitFor(() => expect(filters()).toBe('id=deadbeef12345678'));
    expect(screen.getByRole('button', { name: 'Remove filter Conversation deadbeef…' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    await waitFor(() => expect(filters()).toBeNull());
  });
});
