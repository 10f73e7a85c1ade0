import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** What each `spec.processor.logTypes` starts on, and what it lacks. */
const CASES = {
  Flows: { starts: 'Flow', disabled: 'recordType-allConnections', hint: 'EndedConversations or All' },
  Conversations: { starts: 'Conversation', disabled: 'recordType-flowLog', hint: 'Flows or All' },
  EndedConversations: { starts: 'Conversation', disabled: 'recordType-flowLog', hint: 'Flows or All' },
  All: { starts: 'Conversation', disabled: undefined, hint: '' },
} as const;

test('offers what the cluster produces, and says why the rest is missing', async ({
  page,
  siteOptions,
  wholeRecording,
}) => {
  const { starts, disabled, hint } = CASES[siteOptions.logTypes];
  const traffic = trafficPage(page);
  await page.goto('/netflow-traffic');
  await expect(page.getByTestId('query-options-dropdown')).toContainText(starts);

  await traffic.open(`${wholeRecording}&recordType=${starts === 'Flow' ? 'flowLog' : 'allConnections'}`);
  await page.getByTestId('query-options-dropdown').click();
  const dialog = page.getByRole('dialog', { name: 'Query options' });
  if (disabled === undefined) {
    await expect(page.getByTestId('recordType-flowLog')).toBeEnabled();
    await expect(page.getByTestId('recordType-allConnections')).toBeEnabled();
    await expect(dialog).not.toContainText('spec.processor.logTypes');
  } else {
    await expect(page.getByTestId(disabled)).toBeDisabled();
    await expect(dialog).toContainText('spec.processor.logTypes');
    await expect(dialog).toContainText(hint);
  }
  await expect(dialog.getByText('not seen until they end')).toHaveCount(
    siteOptions.logTypes === 'EndedConversations' ? 1 : 0,
  );
});
