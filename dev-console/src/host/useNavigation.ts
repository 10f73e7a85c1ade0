import { useExtensions } from '@openshift/dynamic-plugin-sdk';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';

import type { ConsoleState } from './console-state.ts';
import { buildNavigation, CONSOLE_SECTIONS, isFlagged, isNavExtension } from './navigation.ts';
import type { NavEntry } from './navigation.ts';

/** What the sidebar shows: the console's sections with what the plugins put into them. */
export function useNavigation(): readonly NavEntry[] {
  const extensions = useExtensions(isNavExtension);
  const perspective = useSelector((state: ConsoleState) => state.perspective);
  const flags = useSelector((state: ConsoleState) => state.flags);
  return useMemo(() => {
    const sections = CONSOLE_SECTIONS.filter((section) => isFlagged(section, flags));
    return buildNavigation([...sections, ...extensions], perspective);
  }, [extensions, flags, perspective]);
}
