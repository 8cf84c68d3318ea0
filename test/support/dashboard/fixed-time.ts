import type { Page } from 'playwright-core';

/** The time on the pages of {@link fixTime}, in UTC. */
export const FIXED_NOW = '2026-06-15T12:00:00.000Z';

const DAY_MS = 86_400_000;
const startOfDay = (time: number) => Math.floor(time / DAY_MS) * DAY_MS;
// Whole days, because the service counts by day.
const SHIFT_MS = startOfDay(Date.now()) - startOfDay(Date.parse(FIXED_NOW));
const TIME = /"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d\.\d{3}Z)?"/g;

/**
 * Returns what a row must have for a page of {@link fixTime} to show a time.
 *
 * @param time - on the day of {@link FIXED_NOW} or earlier. The service may not have reached a time of that day yet.
 */
export function rowTime(time: string): string {
  return new Date(Date.parse(time) + SHIFT_MS).toISOString();
}

/** Makes it {@link FIXED_NOW} on a page: for its clock, and in every response of the service. */
export async function fixTime(page: Page): Promise<void> {
  await page.clock.setFixedTime(FIXED_NOW);
  await page.route(/\/(?:account|admin|session)\/[a-z-]+(?:\?|$)/, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: body.replace(TIME, shifted) });
  });
}

function shifted(_all: string, day: string, rest: string | undefined): string {
  const time = new Date(Date.parse(`${day}${rest ?? 'T00:00:00.000Z'}`) - SHIFT_MS).toISOString();
  return `"${rest === undefined ? time.slice(0, 10) : time}"`;
}
