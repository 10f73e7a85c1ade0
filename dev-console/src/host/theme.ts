/** The themes that a user can choose. */
export const THEMES = ['light', 'dark'] as const;

/** A theme of PatternFly. */
export type Theme = (typeof THEMES)[number];

/** Where the console keeps the choice. */
const STORAGE_KEY = 'bridge/theme';
const DARK_CLASS = 'pf-v6-theme-dark';

/** The theme that was chosen, else what the system prefers. */
export function readTheme(): Theme {
  const chosen = THEMES.find((theme) => theme === localStorage.getItem(STORAGE_KEY));
  const isSystemDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return chosen ?? (isSystemDark ? 'dark' : 'light');
}

/** Draws the page in a theme, by the class on `<html>` that PatternFly and plugins look at. */
export function applyTheme(theme: Theme): void {
  document.documentElement.classList.toggle(DARK_CLASS, theme === 'dark');
}

/** Applies a theme and remembers it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme);
  applyTheme(theme);
}
