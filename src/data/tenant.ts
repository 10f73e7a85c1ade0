import { createContext, useContext } from 'react';

/**
 * The one namespace that every question is about; `undefined` for all of them.
 *
 * Set by the page for users who may not see them all, and read by the hooks of this layer.
 */
export const TenantContext = createContext<string | undefined>(undefined);

/** The namespace that a question must carry. */
export function useTenant(): string | undefined {
  return useContext(TenantContext);
}
