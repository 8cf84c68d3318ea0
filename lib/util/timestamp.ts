const TIME =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)$/;
const MINUTE = 60_000;

/**
 * Parses a time of RFC 3339 with a time zone: `Z`, or an offset such as `+02:00`, `+0200` or `+02`. Digits
 * beyond milliseconds are dropped. Leap seconds, `24:00` and dates such as February 30 are invalid.
 *
 * @returns `null` if the text is invalid, or the time is outside the years 1 to 9999 in UTC.
 */
export function parseTime(text: string): Date | null {
  const [, day, clock, fraction = '', sign, hours = '0', minutes = '0'] = TIME.exec(text) ?? [];
  const local = Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // Date.parse reads February 30 as a day in March, and 24:00 as the next day.
  const isOfCalendar =
    !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${day}T${clock}`);
  if (!isOfCalendar) return null;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const time = new Date(sign === '-' ? local + offset : local - offset);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999 ? time : null;
}
