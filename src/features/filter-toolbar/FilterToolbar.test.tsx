import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';

import { conditionsOf } from '#model/filter/conditions.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { readQuickFilter } from '#model/filter/link/quick-filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { backendPath, startTestBackend } from '../../testing/backend.ts';
import { flowExample } from '../../testing/examples.ts';
import { PageAt } from '../../testing/PageAt.tsx';
import { filterParam } from '../../state/url/filter-param.ts';
import { FilterToolbar } from './FilterToolbar.tsx';

const backend = startTestBackend();
const user = userEvent.setup();

const QUICK_FILTERS = [{ name: 'Pods', filter: { src_kind: 'Pod', dst_kind: 'Pod' } }].map(
  (config) => readQuickFilter(config).quickFilter,
);

/** The conditions of a link, as one would type them, however the link says them. */
function filterOf(search: string): string {
  const { filters, match, filter } = Object.fromEntries(new URLSearchParams(search));
  const { value } = filterParam.decode({ filters, match, filter, bnf: undefined });
  return conditionsOf(value).conditions.map(printFilter).join(';');
}

function open(search = '', shownRecords: readonly TrafficRecord[] = []) {
  let current = search;
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageAt url={`/${search}`} onPlace={(place) => (current = place.search)}>
        <FilterToolbar
          features={['zones']}
          isTracking
          quickFilters={QUICK_FILTERS}
          ownQuickFilters={{ list: [], onChange: () => undefined }}
          shownRecords={shownRecords}
          leading={null}
        />
      </PageAt>
    </QueryClientProvider>,
  );
  return {
    box: screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' }),
    filters: () => filterOf(current),
    off: () => new URLSearchParams(current).get('off'),
  };
}

function optionsOf(group: string): readonly (string | null)[] {
  const options = within(screen.getByRole('group', { name: group })).getAllByRole('option');
  return options.map(({ textContent }) => textContent);
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

  test('offers the values on screen, ports with their names', async () => {
    const { box, filters } = open('', [
      flowExample({ DstPort: 443 }),
      flowExample({ DstPort: 443, DstAddr: '10.0.0.3' }),
    ]);
    await user.type(box, 'dst_address=');
    expect(optionsOf('Values')).toEqual(['10.0.0.2', '10.0.0.3']);
    await user.clear(box);
    await user.type(box, 'dst_port=');
    expect(optionsOf('Values')[0]).toBe('443 https');
    await user.type(box, 'htt{ArrowDown}{Enter}{Enter}');
    await waitFor(() => expect(filters()).toBe('dst_port=443'));
  });

  test('offers what the backend knows before what is on screen', async () => {
    backend.server.use(http.get(backendPath('/api/resources/zones'), () => HttpResponse.json(['eu-1'])));
    const { box } = open('', [flowExample({ SrcK8S_Zone: 'us-1' }), flowExample({ SrcK8S_Zone: 'eu-1' })]);
    await user.type(box, 'src_zone=');
    await screen.findByRole('option', { name: 'eu-1' });
    await waitFor(() => expect(optionsOf('Values')).toEqual(['eu-1', 'us-1']));
  });

  test('keeps what is wrong, says where and why, and writes what was meant', async () => {
    const { box, filters } = open();
    await user.type(box, 'src_prt=80{Enter}');
    expect(await screen.findByText(/At character 1: There is no such field/)).toBeTruthy();
    expect(box.value).toBe('src_prt=80');
    expect(filters()).toBe('');
    await user.click(screen.getByRole('button', { name: 'Write “src_port” instead' }));
    await user.type(box, '{Enter}');
    await waitFor(() => expect(filters()).toBe('src_port=80'));
  });

  test('holds what a link said and was not understood', () => {
    expect(open('?filters=src_port%3D80%3Bfoo%3D1').box.value).toBe('foo=1');
  });
});

describe('recent filters', () => {
  test('are offered first in an empty box, newest first, and are applied again by Enter twice', async () => {
    const { box, filters } = open();
    await user.type(box, 'src_port=80{Enter}dst_port=443{Enter}');
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    await user.click(box);
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-labelledby'))).toHaveLength(
      2,
    );
    expect(optionsOf('Recent filters')).toEqual(['dst_port=443', 'src_port=80', 'Clear recent filters']);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(box.value).toBe('src_port=80');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(filters()).toBe('src_port=80'));
  });

  test('that contain what is typed come behind what completes it', async () => {
    const { box } = open();
    await user.type(box, 'src_port=80{Enter}id=abc{Enter}src_po');
    const groups = screen.getAllByRole('group');
    expect(
      groups.map((group) =>
        within(group)
          .getAllByRole('option')
          .map(({ textContent }) => textContent),
      ),
    ).toEqual([[expect.stringContaining('src_port')], ['src_port=80']]);
  });

  test('are forgotten by the last of them, by keyboard', async () => {
    const { box } = open();
    await user.type(box, 'src_port=80{Enter}');
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(screen.queryByRole('group', { name: 'Recent filters' })).toBeNull();
    expect(screen.getByRole('group', { name: 'Fields' })).toBeTruthy();
    expect([box.value, box.matches(':focus')]).toEqual(['', true]);
  });
});

describe('the chips', () => {
  test('take one condition away, or all of them', async () => {
    const { filters } = open('?filters=src_port%3D80%3Bid%3Ddeadbeef12345678');
    await user.click(screen.getByRole('button', { name: 'Remove filter Source port is 80' }));
    await waitFor(() => expect(filters()).toBe('id=deadbeef12345678'));
    expect(screen.getByRole('button', { name: 'Remove filter Conversation deadbeef…' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    await waitFor(() => expect(filters()).toBe(''));
  });
});

describe('a chip', () => {
  const menuOf = async (words: string) => {
    await user.click(screen.getByRole('button', { name: words }));
    return (item: string) => user.click(screen.getByRole('menuitem', { name: item }));
  };

  test('is turned into the opposite, and keeps the focus', async () => {
    const { filters } = open('?filters=src_port%3D80');
    const choose = await menuOf('Source port is 80');
    await choose('Turn into the opposite');
    await waitFor(() => expect(filters()).toBe('src_port!=80'));
    expect(screen.getByRole('button', { name: 'Source port is not 80' }).matches(':focus')).toBe(true);
  });

  test('is applied to another end', async () => {
    const { filters } = open('?filters=src_port%3D80');
    await (
      await menuOf('Source port is 80')
    )('Apply to either end');
    await waitFor(() => expect(filters()).toBe('port=80'));
    await (
      await menuOf('Port is 80')
    )('Apply to the destination');
    await waitFor(() => expect(filters()).toBe('dst_port=80'));
  });

  test('is switched off without being lost, and on again', async () => {
    const { filters, off } = open('?filters=src_port%3D80%3Bid%3Dabc');
    await (
      await menuOf('Source port is 80')
    )('Switch off');
    await waitFor(() => expect([filters(), off()]).toEqual(['id=abc', 'src_port=80']));
    await (
      await menuOf('Off: Source port is 80')
    )('Switch on');
    await waitFor(() => expect([filters(), off()]).toEqual(['id=abc;src_port=80', null]));
  });

  test('is edited in its place, and Escape leaves it as it was', async () => {
    const { filters } = open('?filters=src_port%3D80%3Bid%3Dabc');
    await (
      await menuOf('Source port is 80')
    )('Edit');
    const box = screen.getByRole('combobox', { name: 'Edit src_port=80' });
    expect(box.matches(':focus')).toBe(true);
    await user.type(box, '1{Escape}{Escape}');
    expect(filters()).toBe('src_port=80;id=abc');
    expect(screen.getByRole('button', { name: 'Source port is 80' }).matches(':focus')).toBe(true);
    await (
      await menuOf('Source port is 80')
    )('Edit');
    await user.type(screen.getByRole('combobox', { name: 'Edit src_port=80' }), '80{Enter}');
    await waitFor(() => expect(filters()).toBe('src_port=8080;id=abc'));
  });

  test('says what is wrong with an edit, and keeps both', async () => {
    const { filters } = open('?filters=src_port%3D80');
    await (
      await menuOf('Source port is 80')
    )('Edit');
    const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Edit src_port=80' });
    await user.type(box, 'x{Enter}');
    expect(await screen.findByText(/At character 10: Neither a port number/)).toBeTruthy();
    expect([box.value, filters()]).toEqual(['src_port=80x', 'src_port=80']);
  });
});

describe('the chips together', () => {
  test('stand by the end that they are about', () => {
    open('?filters=src_port%3D80%3Bdst_name%3Dweb%3Bnamespace%3Dshop%3Bprotocol%3D6');
    for (const [group, chip] of [
      ['Source', 'Source port is 80'],
      ['Destination', 'Destination name is web'],
      ['Either end', 'Namespace is shop'],
    ] as const) {
      const list = screen.getByRole('list', { name: group });
      expect(within(list).getByRole('button', { name: chip })).toBeTruthy();
    }
  });

  test('exchange source and destination', async () => {
    const { filters } = open('?filters=src_port%3D80%3Bdst_name%3Dweb');
    await user.click(screen.getByRole('button', { name: 'Swap source and destination' }));
    await waitFor(() => expect(filters()).toBe('dst_port=80;src_name=web'));
  });
});

describe('quick filters', () => {
  test('are set and taken away by one click, and say whether they are set', async () => {
    const { filters } = open('?filters=id%3Dabc');
    await user.click(screen.getByRole('button', { name: 'Quick filters' }));
    await user.click(screen.getByRole('checkbox', { name: /^Pods/ }));
    await waitFor(() => expect(filters()).toBe('id=abc;src_kind~Pod;dst_kind~Pod'));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Pods/ }).checked).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: /^Pods/ }));
    await waitFor(() => expect(filters()).toBe('id=abc'));
  });
});

describe('the builder', () => {
  test('makes a condition by choosing, and says what is wrong with a value', async () => {
    backend.answer({});
    const { filters } = open();
    await user.click(screen.getByRole('button', { name: 'Build a filter' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'Port');
    await user.click(screen.getByRole('radio', { name: 'Destination' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Comparison' }), 'is not');
    const value = screen.getByRole('combobox', { name: 'Value' });
    await user.type(value, 'htps{Enter}');
    expect(await screen.findByText(/Neither a port number.*Did you mean “https”/)).toBeTruthy();
    await user.clear(value);
    await user.type(value, 'https, 80');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(filters()).toBe('dst_port!=https,80'));
  });

  test('asks for what is not set', async () => {
    backend.answer({});
    const { filters } = open();
    await user.click(screen.getByRole('button', { name: 'Build a filter' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'Namespace');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Comparison' }), 'is not set');
    expect(screen.queryByRole('combobox', { name: 'Value' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(filters()).toBe('src_namespace=""'));
  });
});

describe('while an input method composes', () => {
  test.each([
    ['Chrome and Firefox', { isComposing: true, keyCode: 229 }],
    ['Safari', { isComposing: false, keyCode: 229 }],
  ])('Enter and arrows are its own in %s', async (_browser, told) => {
    const { box, filters } = open();
    fireEvent.change(box, { target: { value: 'src_name=東京' } });
    fireEvent.keyDown(box, { key: 'ArrowDown', ...told });
    fireEvent.keyDown(box, { key: 'Enter', ...told });
    expect(box.value).toBe('src_name=東京');
    expect(filters()).toBe('');
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(filters()).toBe('src_name=東京'));
  });
});
