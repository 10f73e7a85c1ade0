import { render } from '@testing-library/react';
import { expect, test } from 'vitest';

import { match } from '#model/filter/filter.ts';
import { TenantContext } from '../data/tenant.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { useOpening } from './useOpening.ts';

const CONFIG = { recordTypes: ['flowLog' as const], capabilities: [] };
const APPLICATIONS = match('flow_layer', '=', 'app');

function Opening() {
  useOpening(CONFIG, APPLICATIONS);
  return null;
}

function open(namespace: string | undefined): URLSearchParams {
  let search = '';
  render(
    <TenantContext.Provider value={namespace}>
      <PageAt url="/netflow-traffic" onPlace={(place) => (search = place.search)}>
        <Opening />
      </PageAt>
    </TenantContext.Provider>,
  );
  return new URLSearchParams(search);
}

test('default quick filters are for who sees all namespaces', () => {
  expect(open(undefined).get('filters')).toBe('flow_layer=app');
  expect(open('shop').has('filters')).toBe(false);
  expect(open('shop').get('recordType')).toBe('flowLog');
});
