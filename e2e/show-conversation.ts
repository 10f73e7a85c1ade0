import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

import { recordKey } from '../src/api/record-key.ts';
import { trafficPage } from './traffic-page.ts';
import type { StoredRecord } from './truth/stored-record.ts';
import type { TrueConversation } from './truth/true-conversations.ts';

/** Selects a flow among those of its id that ended in the same second, and goes on to its conversation. */
export async function showConversationOf(page: Page, flow: StoredRecord | undefined): Promise<void> {
  expect(flow).toBeDefined();
  const { _HashId = '', TimeFlowEndMs = 0 } = flow ?? {};
  const second = Math.floor(TimeFlowEndMs / 1000);
  const traffic = trafficPage(page);
  await traffic.open(`startTime=${second}&endTime=${second}&recordType=flowLog&filter=id%3D${_HashId}`);
  const row = page.locator(`tr[data-row-key=${JSON.stringify(flow && recordKey(flow))}]`);
  await row.getByRole('gridcell').nth(2).click();
  await traffic.panel.getByRole('button', { name: 'Show conversation' }).click();
}

/** Row and panel show a conversation with all of its events. */
export async function expectWhole(page: Page, conversation: TrueConversation | undefined): Promise<void> {
  const traffic = trafficPage(page);
  const told = traffic.panel.getByRole('table', { name: 'Events of the conversation' });
  const HEADER_ROWS = 1;
  await expect(told.getByRole('row')).toHaveCount((conversation?.events.length ?? 0) + HEADER_ROWS);
  await expect(told.getByRole('row').nth(1)).toContainText('Conversation start');
  await expect(traffic.rows()).toHaveCount(1);
  await expect(traffic.rows()).toHaveAttribute('data-row-key', conversation?.key ?? '');
  await expect(traffic.rows()).toHaveAttribute('aria-selected', 'true');
  await traffic.panel.getByRole('tab', { name: 'Details' }).click();
  await expect(traffic.panel).toContainText('Start: its first event was seen.');
}
