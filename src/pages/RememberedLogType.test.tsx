import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { startTestBackend } from '../testing/backend.ts';
import { flowExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { UserSettings, UserSettingsContext } from '../ui/console/testing/console-sdk.ts';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();
const user = userEvent.setup();

test('remembers the log type that is chosen where nothing was found', async () => {
  backend.answer({ flows: [flowExample()] });
  const settings = new UserSettings({});
  render(
    <UserSettingsContext.Provider value={settings}>
      <PageAt url="/netflow-traffic">
        <TrafficPage />
      </PageAt>
    </UserSettingsContext.Provider>,
  );
  await user.click(await screen.findByRole('button', { name: 'Show flows instead' }));
  expect(await screen.findByText('1 flows')).toBeTruthy();
  expect(settings.state().values['netobserv-plugin.preferences']).toEqual({ version: 2, logType: 'flowLog' });
});
