import { readTime } from '../util/timestamp';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY = 86_400_000;

/**
 * Reads when something is over: a day, which counts to its end in UTC, or a time of RFC 3339 in UTC, with its `Z`.
 *
 * @returns the first millisecond that does not count any more; `undefined` for what is neither.
 */
export function readExpiry(text: string): number | undefined {
  if (!DATE.test(text)) return text.endsWith('Z') ? readTime(text)?.getTime() : undefined;
  const begin = readTime(`${text}T00:00:00Z`);
  return begin === null ? undefined : begin.getTime() + DAY;
}

/** Whether what {@link readExpiry} reads is over by now. */
export function isExpired(text: string): boolean {
  const end = readExpiry(text);
  return end !== undefined && Date.now() >= end;
}
