import type { Page } from 'playwright-core';

const MOST = 80;

/** Presses Tab until the focus is on an element with this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focusedName(page)) === name) return;
  }
  throw new Error(`${name} is not reachable by Tab.`);
}

/** Returns the name of the element that has the focus: its label or its text. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.labels?.[0]?.textContent;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });
}
