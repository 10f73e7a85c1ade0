import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Colours, and in a console of OpenShift 5 what is made of its surfaces, as the switches in the masthead say them. */
type Look = readonly ['Light' | 'Dark', ('Plain' | 'Glass' | 'High contrast')?];

/** Every look that a console has. */
export const LOOKS: Readonly<Record<'4.22' | '5.2', readonly Look[]>> = {
  '4.22': [['Light'], ['Dark']],
  '5.2': [
    ['Light', 'Plain'],
    ['Light', 'Glass'],
    ['Light', 'High contrast'],
    ['Dark', 'Plain'],
    ['Dark', 'Glass'],
    ['Dark', 'High contrast'],
  ],
};

/** Gives the console a look. */
export async function choose(page: Page, [theme, contrast]: Look): Promise<void> {
  const names = [`${theme} theme`, ...(contrast === undefined ? [] : [contrast])];
  for (const name of names) {
    const button = page.getByRole('banner').getByRole('button', { name, exact: true });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  }
}
