import { SearchIcon } from '@patternfly/react-icons';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test } from 'vitest';

import { consoleIcon } from './console-icon.ts';
import { THIN_SHAPES } from './thin-shapes.ts';

const Search = consoleIcon(SearchIcon);

describe('consoleIcon', () => {
  afterEach(() => {
    document.documentElement.className = '';
  });

  test('is the icon itself in a console that says nothing of icons', () => {
    expect(renderToStaticMarkup(createElement(Search))).not.toContain(THIN_SHAPES['SearchIcon']);
  });

  test('is the thin one in the console of OpenShift 5, of whatever theme', () => {
    document.documentElement.className = 'pf-v6-icon-set-rh-ui pf-v6-theme-glass';
    expect(renderToStaticMarkup(createElement(Search))).toContain(THIN_SHAPES['SearchIcon']);
  });
});
