import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { useT } from './i18n.ts';

function Greeting() {
  const t = useT();
  return <p>{t('{{count}} flows of {{name}}', { count: 3, name: 'shop' })}</p>;
}

test('useT fills values into the key, which is the text in tests', () => {
  render(<Greeting />);
  expect(screen.getByText('3 flows of shop')).toBeTruthy();
});
