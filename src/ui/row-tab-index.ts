import { createContext, useContext } from 'react';

/**
 * Whether controls can be reached by Tab: 0 outside of tables and in the row that has the focus, -1 in all
 * other rows. A table is one stop of the Tab key and arrow keys choose the row (roving tabindex).
 */
export const RowTabIndex = createContext<0 | -1>(0);

export function useRowTabIndex(): 0 | -1 {
  return useContext(RowTabIndex);
}
