import { SearchIcon } from '@patternfly/react-icons';
import { render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { consoleIcon } from './console-icon.ts';
import { THIN_SHAPES } from './thin-shapes.ts';

const Search = consoleIcon(SearchIcon);

describe('consoleIcon', () => {
  afterEach(() => {
    document.documentElement.className = '';
  });

  test('is the thin one in the console of OpenShift 5, of whatever theme', async () => {
    document.documentElement.className = 'pf-v6-icon-set-rh-ui pf-v6-theme-glass';
    const { container } = render(<Search />);
    await waitFor(() => expect(container.innerHTML).toContain(THIN_SHAPES['SearchIcon']));
  });

  test('is the icon itself in a console that says nothing of icons', () => {
    const { container } = render(<Search />);
    expect(container.innerHTML).toContain('<svg');
    expect(container.innerHTML).not.toContain(THIN_SHAPES['SearchIcon']);
  });
});
