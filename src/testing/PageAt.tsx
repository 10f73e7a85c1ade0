import type { ReactNode } from 'react';
import type { Location } from 'react-router';
import { MemoryRouter, useLocation } from 'react-router';

type PageAtProps = {
  readonly url: string;
  /** Told of every place that the router goes to. */
  readonly onPlace?: (place: Location) => void;
  readonly children: ReactNode;
};

/** What is tested, at a place of the console. */
export function PageAt({ url, onPlace, children }: PageAtProps) {
  return (
    <MemoryRouter initialEntries={[url]}>
      {onPlace !== undefined && <Place onPlace={onPlace} />}
      {children}
    </MemoryRouter>
  );
}

function Place({ onPlace }: { readonly onPlace: (place: Location) => void }) {
  onPlace(useLocation());
  return null;
}
