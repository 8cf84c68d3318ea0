import { signal } from '@preact/signals';

/** What the user can choose. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** The chosen appearance. */
export const theme = signal<Theme>(stored());

/** Chooses an appearance, and keeps the choice in this browser. */
export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen);
  theme.value = chosen;
  applyTheme();
}

/** Applies the chosen appearance to the page. */
export function applyTheme(): void {
  const scheme = theme.value === 'system' ? 'light dark' : theme.value;
  document.documentElement.style.colorScheme = scheme;
}

function stored(): Theme {
  const found = localStorage.getItem(KEY);
  return THEMES.find((one) => one === found) ?? 'system';
}
