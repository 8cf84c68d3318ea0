import { applyTheme, storedTheme, storeTheme, type Theme } from './color-scheme';
import { signal } from './signal';

/** The chosen appearance. */
export const theme = signal<Theme>(storedTheme());

/** Chooses an appearance, and keeps the choice in this browser. */
export function chooseTheme(chosen: Theme): void {
  storeTheme(chosen);
  theme.value = chosen;
  applyTheme(chosen);
}
