import type { Page } from 'playwright-core';
import type { AuthEventMap } from '../../../dashboard/elements/types';

/** A Function that answers with a page around elements. The query has what is in the page. */
export const HOST_PAGE = `auth.open((context, { lang = 'en', style = '', body = '', without = '' }) =>
  new Twilio.Response().setHeaders({ 'Content-Type': 'text/html' }).setBody(
    '<!doctype html><html lang="' + lang + '"><head><title>Host</title>' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    (without === '' ? auth.elements(context).head : '') +
    '<style>' + style + '</style></head><body><main>' + body + '</main></body></html>'))`;

/** What is in a {@link HOST_PAGE}. */
export interface HostContent {
  readonly body: string;
  readonly style?: string;
  readonly lang?: string;
  /** Whether the page has neither the script nor the style of the elements. */
  readonly without?: 'elements';
}

/** Returns the path of a page with this content. */
export function hostPage(content: HostContent): string {
  return `/host?${new URLSearchParams({ ...content })}`;
}

/** An event of an element, as a page gets it. */
export interface Heard {
  readonly type: string;
  readonly from: string;
  readonly detail: unknown;
}

/**
 * Begins to collect the events of the elements in a page, which survive a reload.
 *
 * @param prevented - the types of which the page prevents the default action.
 */
export async function listen(
  page: Page,
  prevented: readonly (keyof AuthEventMap)[] = [],
): Promise<void> {
  await page.evaluate((names) => {
    const types = [
      'auth:logged-in',
      'auth:logged-out',
      'auth:account-changed',
      'auth:members-changed',
    ] as const;
    for (const type of types) {
      document.addEventListener(type, (event) => {
        if (names.includes(type)) event.preventDefault();
        const from = (event.target as HTMLElement).localName;
        const before = JSON.parse(sessionStorage.getItem('heard') ?? '[]');
        const heard = [...before, { type, from, detail: event.detail }];
        sessionStorage.setItem('heard', JSON.stringify(heard));
      });
    }
  }, prevented);
}

/** Returns the events since {@link listen}. */
export async function heardIn(page: Page): Promise<readonly Heard[]> {
  return JSON.parse((await page.evaluate(() => sessionStorage.getItem('heard'))) ?? '[]');
}
