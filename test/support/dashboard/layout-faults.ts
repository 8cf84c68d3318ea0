import type { Page } from 'playwright-core';

/**
 * Returns what a user cannot see or press in a page, one line for each: text that is cut, the dots of a menu on several
 * lines, what is beside the window although nothing scrolls there, and controls that cover one another. What a dialog
 * covers is left out.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px wider`);
    // The browser has no layout of the rows outside the window.
    for (const row of document.querySelectorAll('tr')) row.style.contentVisibility = 'visible';
    const root = document.querySelector('dialog[open]') ?? document.body;
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest('.visually-hidden, .skip, thead, .toast') === null;
    const all = [...root.querySelectorAll('*')].filter(isShown);
    const nameOf = (element: Element) =>
      `${element.localName}.${element.className} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    for (const element of all) {
      const { overflowX } = getComputedStyle(element);
      // A long name ends in an ellipsis, and its whole is elsewhere.
      const isCut = overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      if (isCut && element.closest('.cut') === null) faults.push(`cut: ${nameOf(element)}`);
      const { left, right, width, height } = element.getBoundingClientRect();
      if (element.matches('.dots') && height > width) faults.push(`narrow: ${nameOf(element)}`);
      const scrolls = element.closest('.table, pre, [tabindex]:not(main):not(h1)') !== null;
      const isBeside = width > 0 && (left < -1 || right > innerWidth + 1);
      if (isBeside && !scrolls) faults.push(`beside the window: ${nameOf(element)}`);
    }
    const controls = all.filter((it) => it.matches('a, button, input, select, textarea, summary'));
    const boxes = controls.map((it) => [it, it.getBoundingClientRect()] as const);
    for (const [index, [a, one]] of boxes.entries()) {
      for (const [b, other] of boxes.slice(index + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        const isReveal = b.matches('.reveal') || a.contains(b) || b.contains(a);
        if (across > 2 && down > 2 && !isReveal) faults.push(`${nameOf(a)} covers ${nameOf(b)}`);
      }
    }
    return faults;
  });
}
