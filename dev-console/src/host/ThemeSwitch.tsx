import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { MoonIcon, SunIcon } from '@patternfly/react-icons';
import { useState } from 'react';

import { chooseTheme, readTheme, THEMES } from './theme.ts';
import type { Theme } from './theme.ts';

const ICONS: Readonly<Record<Theme, typeof SunIcon>> = { light: SunIcon, dark: MoonIcon };
const NAMES: Readonly<Record<Theme, string>> = { light: 'Light theme', dark: 'Dark theme' };

/** Light or dark, for the whole console. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };

  return (
    <ToggleGroup aria-label="Theme">
      {THEMES.map((option) => {
        const Icon = ICONS[option];
        return (
          <ToggleGroupItem
            key={option}
            aria-label={NAMES[option]}
            icon={<Icon />}
            isSelected={option === theme}
            onChange={() => choose(option)}
          />
        );
      })}
    </ToggleGroup>
  );
}
