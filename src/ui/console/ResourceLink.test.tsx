import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { ResourceLink } from './ResourceLink.tsx';

describe('ResourceLink', () => {
  test('links a resource of a known kind', () => {
    render(<ResourceLink kind="Deployment" name="web" namespace="shop" />);
    expect(screen.getByRole('link', { name: 'web' }).getAttribute('href')).toBe(
      '/k8s/ns/shop/Deployment/web',
    );
  });

  test('links what has no namespace to its page in the cluster', () => {
    render(<ResourceLink kind="Node" name="node-1" />);
    expect(screen.getByRole('link', { name: 'node-1' }).getAttribute('href')).toBe(
      '/k8s/cluster/Node/node-1',
    );
  });

  test('names a resource of an unknown kind without a link', () => {
    render(<ResourceLink kind="Gadget" name="thing" />);
    expect(screen.getByText('thing', { exact: false })).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
