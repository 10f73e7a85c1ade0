import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { MoonIcon, SunIcon } from '@patternfly/react-icons';
import { useState } from 'react';

import {
  chooseContrast,
  chooseTheme,
  CONTRASTS,
  isOpenShift5,
  readContrast,
  readTheme,
  THEMES,
} from './theme.ts';
import type { Contrast, Theme } from './theme.ts';

const ICONS: Readonly<Record<Theme, typeof SunIcon>> = { light: SunIcon, dark: MoonIcon };
const NAMES: Readonly<Record<Theme, string>> = { light: 'Light theme', dark: 'Dark theme' };
const LOOKS: Readonly<Record<Contrast, string>> = {
  default: 'Plain',
  glass: 'Glass',
  contrast: 'High contrast',
};

/** Light or dark, and in a console of OpenShift 5 plain, glass or high contrast, for the whole console. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };

  return (
    <>
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
      {isOpenShift5() ? <ContrastSwitch /> : null}
    </>
  );
}

function ContrastSwitch() {
  const [contrast, setContrast] = useState(readContrast);
  const choose = (next: Contrast) => {
    chooseContrast(next);
    setContrast(next);
  };

  return (
    <ToggleGroup aria-label="Contrast">
      {CONTRASTS.map((option) => (
        <ToggleGroupItem
          key={option}
          text={LOOKS[option]}
          isSelected={option === contrast}
          onChange={() => choose(option)}
        />
      ))}
    </ToggleGroup>
  );
}
