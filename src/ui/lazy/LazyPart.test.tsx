import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import { LazyCode } from './lazy-code.ts';
import { LazyDialog } from './LazyDialog.tsx';
import { LazyPart } from './LazyPart.tsx';

const user = userEvent.setup();

/** Code that cannot be loaded so many times; then it is a word. */
function failing(times: number) {
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('the part');
  for (let time = 0; time < times; time += 1) {
    load.mockRejectedValueOnce(new Error('ChunkLoadError'));
  }
  return { load, lazy: new LazyCode(load) };
}

function Part({ lazy }: { readonly lazy: LazyCode<string> }) {
  return (
    <LazyPart lazy={lazy} waiting="on its way">
      {(text) => text}
    </LazyPart>
  );
}

describe('a part whose code comes when it is shown', () => {
  test('is asked for once, and there at once where it is there already', async () => {
    const { load, lazy } = failing(0);
    render(<Part lazy={lazy} />);
    expect(screen.getByText('on its way')).toBeTruthy();
    expect(await screen.findByText('the part')).toBeTruthy();
    render(<Part lazy={lazy} />);
    expect(screen.queryByText('on its way')).toBeNull();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('may be asked for before it is shown', async () => {
    const { load, lazy } = failing(0);
    lazy.load();
    lazy.load();
    render(<Part lazy={lazy} />);
    expect(await screen.findByText('the part')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('says that it could not be loaded, and is there with the focus when it is tried again', async () => {
    const { load, lazy } = failing(2);
    render(<Part lazy={lazy} />);
    expect(await screen.findByText(/A part of the page could not be loaded/)).toBeTruthy();
    expect(screen.getByText(/reload the page/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(load).toHaveBeenCalledTimes(2);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect((await screen.findByText('the part')).matches(':focus')).toBe(true);
    expect(screen.queryByText(/could not be loaded/)).toBeNull();
  });

  test('is tried again when it is opened again', async () => {
    const { lazy } = failing(1);
    const { unmount } = render(<Part lazy={lazy} />);
    await screen.findByText(/could not be loaded/);
    unmount();
    render(<Part lazy={lazy} />);
    expect(await screen.findByText('the part')).toBeTruthy();
  });
});

test('a dialog whose code cannot be loaded says so in its place, and can be closed', async () => {
  const { lazy } = failing(1);
  const onClose = vi.fn<() => void>();
  render(
    <LazyDialog lazy={lazy} title="Manage columns" onClose={onClose}>
      {(text) => <p>{text}</p>}
    </LazyDialog>,
  );
  expect(screen.queryByRole('dialog')).toBeNull();
  const dialog = await screen.findByRole('dialog', { name: 'Manage columns' });
  expect(dialog.textContent).toContain('A part of the page could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('the part')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});
