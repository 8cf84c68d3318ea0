const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const DAY = 86_400_000;
const SECONDS = 'YYYY-MM-DDTHH:mm:ss'.length;

/**
 * Reads when something is over: a day, which counts to its end in UTC, or a time of RFC 3339 in UTC.
 *
 * @returns the first millisecond that does not count any more; `undefined` for what is neither.
 */
export function readExpiry(text: string): number | undefined {
  const isDate = DATE.test(text);
  if (!isDate && !TIME.test(text)) return undefined;
  const time = Date.parse(text);
  // Date.parse takes the 30th of February for a day in March.
  const isRight =
    !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, SECONDS));
  if (!isRight) return undefined;
  return isDate ? time + DAY : time;
}

/** Whether what {@link readExpiry} reads is over by now. */
export function isExpired(text: string): boolean {
  const end = readExpiry(text);
  return end !== undefined && Date.now() >= end;
}
