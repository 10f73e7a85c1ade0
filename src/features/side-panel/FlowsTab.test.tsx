import { render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { describe, expect, test } from 'vitest';

import { conversationExample, flowExample } from '../../testing/examples.ts';
import { FlowsTab } from './FlowsTab.tsx';
import { flowBalance } from './reconciliation.ts';
import { ReconciliationNotice } from './ReconciliationNotice.tsx';

type Details = ComponentProps<typeof FlowsTab> & Parameters<typeof flowBalance>[0];

const flows = Array.from({ length: 1000 }, (_none, index) => ({
  key: String(index),
  record: flowExample({ TimeFlowEndMs: 1_000_000 + index, Bytes: index }),
}));

/** The first thousand of 2,160 flows. */
const FIRST: Details = {
  conversation: conversationExample('cafe0001', { flows: 2160 }),
  flows,
  areFlowsCut: true,
  areFlowsUnread: false,
  secondObservers: 720,
  reconciliation: { numFlowLogs: 2160, flowsFound: 2160, duplicates: 720, areFlowsKept: true },
};

/** The newest thousand of 20,000, of which half were read. */
const NEWEST: Details = {
  ...FIRST,
  conversation: conversationExample('cafe0001', { flows: 20_000 }),
  areFlowsUnread: true,
  reconciliation: { numFlowLogs: 20_000, flowsFound: 10_000, duplicates: 0, areFlowsKept: true },
};

const bytesListed = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.children[2]?.textContent);

function notice(details: Details) {
  render(<ReconciliationNotice balance={flowBalance(details, { fromMs: 0, toMs: 2e12 })} />);
  return screen.queryByRole('heading')?.textContent;
}

describe('of more flows than are listed', () => {
  test('the first are shown where all are known, and nothing is said to be gone', () => {
    render(<FlowsTab {...FIRST} />);
    expect(screen.getByText('The first 200 of 2160 flows')).toBeTruthy();
    expect(screen.getByText('720 flows of a second observer of the same traffic are left out')).toBeTruthy();
    expect(bytesListed().slice(0, 2)).toEqual(['0 B', '1 B']);
    expect(notice(FIRST)).toBeUndefined();
  });

  test('the newest are shown where the first were not read, and no more is said than that', () => {
    render(<FlowsTab {...NEWEST} />);
    expect(screen.getByText('Flows of a second observer of the same traffic are left out')).toBeTruthy();
    expect(screen.getByText('The newest 200 of 20000 flows')).toBeTruthy();
    expect(bytesListed().at(-1)).toBe('999 B');
    expect(bytesListed()).toHaveLength(200);
  });

  test('it is said how many were read, and not that the others are gone', () => {
    expect(notice(NEWEST)).toBe('Info alert:Only the newest 10000 of 20000 flows were read');
  });

  test('how many are stored is said where others are not, but not which of them are in the window', () => {
    const found = { ...FIRST.reconciliation, flowsFound: 1151 };
    expect(notice({ ...FIRST, reconciliation: found })).toBe('Info alert:1151 of 2160 flows are stored');
    expect(screen.getByText('1009 flows are no longer stored, or never were')).toBeTruthy();
  });
});

test('flows that no event counts yet are among those that are known', () => {
  const reconciliation = { ...FIRST.reconciliation, numFlowLogs: 1, flowsFound: 8, duplicates: 0 };
  const ahead: Details = {
    ...FIRST,
    flows: flows.slice(0, 8),
    areFlowsCut: false,
    secondObservers: 0,
    reconciliation,
  };
  render(<ReconciliationNotice balance={flowBalance(ahead, { fromMs: 1_000_002, toMs: 2e12 })} />);
  expect(screen.getByText('6 of 8 flows are in the window')).toBeTruthy();
  expect(screen.getByText('2 flows lie outside the time range')).toBeTruthy();
  expect(screen.getByText('Of these, 7 flows are not counted by any event so far')).toBeTruthy();
});
