import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import type { ColumnChoice } from '../../state/preferences/column-choice.ts';
import { ViewOptions } from './ViewOptions.tsx';

const user = userEvent.setup();

const OFFERS = [
  { id: 'Src', label: 'Source', isDefault: true },
  { id: 'Dst', label: 'Destination', isDefault: true },
];
const BEFORE: ColumnChoice = { shown: ['Dst', 'DnsLatency'], known: ['Src', 'Dst'] };

/** Opens the columns, and gives what is chosen of them on top of what was chosen before. */
async function openColumns(): Promise<(ColumnChoice | undefined)[]> {
  const chosen: (ColumnChoice | undefined)[] = [];
  render(
    <ViewOptions
      density="comfortable"
      onDensity={() => undefined}
      offers={OFFERS}
      choice={BEFORE}
      onChoice={(choose) => chosen.push(choose(BEFORE))}
    />,
  );
  await user.click(screen.getByRole('button', { name: 'View options' }));
  await user.click(await screen.findByRole('button', { name: 'Manage columns…' }));
  await screen.findByRole('dialog', { name: /columns/i });
  return chosen;
}

test('saving columns keeps the chosen ones that the cluster does not have now', async () => {
  const chosen = await openColumns();
  await user.click(screen.getByRole('checkbox', { name: 'Source' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(chosen).toEqual([{ shown: ['Dst', 'DnsLatency', 'Src'], known: ['Src', 'Dst'] }]);
});

test('restoring the default columns forgets all that was chosen', async () => {
  const chosen = await openColumns();
  await user.click(screen.getByRole('button', { name: 'Restore default columns' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(chosen).toEqual([undefined]);
});
