/** What the user can choose. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** Returns the appearance that the user has chosen in this browser. */
export function storedTheme(): Theme {
  const found = localStorage.getItem(KEY);
  return THEMES.find((one) => one === found) ?? 'system';
}

/** Keeps an appearance in this browser. */
export function storeTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
}

/** Applies an appearance to the page. */
export function applyTheme(theme: Theme): void {
  const scheme = theme === 'system' ? 'light dark' : theme;
  document.documentElement.style.colorScheme = scheme;
}
