import { serverFlags } from './server-flags.ts';

/** The colours that a user can choose. */
export const THEMES = ['light', 'dark'] as const;

/** The looks that a user of a console of OpenShift 5 can choose; an older one has the first alone. */
export const CONTRASTS = ['default', 'glass', 'contrast'] as const;

/** The colours of PatternFly. */
export type Theme = (typeof THEMES)[number];

/** What PatternFly makes of its surfaces: plain, translucent, or with strong lines and colours. */
export type Contrast = (typeof CONTRASTS)[number];

/** Where the console keeps the choices. */
const THEME_KEY = 'bridge/theme';
const CONTRAST_KEY = 'bridge/contrast';

/** Whether the console has OpenShift 5's look: glass, high contrast and Red Hat's own shapes and icons. */
export function isOpenShift5(): boolean {
  return !serverFlags.releaseVersion.startsWith('4.');
}

/** The theme that was chosen, else what the system prefers. */
export function readTheme(): Theme {
  const chosen = THEMES.find((theme) => theme === localStorage.getItem(THEME_KEY));
  const isSystemDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return chosen ?? (isSystemDark ? 'dark' : 'light');
}

/** The look that was chosen; without a choice, high contrast where the system prefers that, else glass. */
export function readContrast(): Contrast {
  if (!isOpenShift5()) {
    return 'default';
  }
  const chosen = CONTRASTS.find((contrast) => contrast === localStorage.getItem(CONTRAST_KEY));
  const isSystemContrast = window.matchMedia('(prefers-contrast: more)').matches;
  return chosen ?? (isSystemContrast ? 'contrast' : 'glass');
}

/** Draws the page as it was chosen, by the classes on `<html>` that PatternFly and plugins look at. */
export function applyTheme(): void {
  const { classList } = document.documentElement;
  const contrast = readContrast();
  classList.toggle('pf-v6-icon-set-rh-ui', isOpenShift5());
  classList.toggle('pf-v6-theme-felt', isOpenShift5());
  classList.toggle('pf-v6-theme-dark', readTheme() === 'dark');
  classList.toggle('pf-v6-theme-glass', contrast === 'glass');
  classList.toggle('pf-v6-theme-high-contrast', contrast === 'contrast');
}

/** Remembers a theme and applies it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(THEME_KEY, theme);
  applyTheme();
}

/** Remembers a look and applies it. */
export function chooseContrast(contrast: Contrast): void {
  localStorage.setItem(CONTRAST_KEY, contrast);
  applyTheme();
}
