import { parseTime } from '../util/timestamp';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY = 86_400_000;

/**
 * Parses an expiry: a date, which is valid until its end in UTC, or a time of RFC 3339 in UTC with `Z`.
 *
 * @returns the first millisecond after the expiry, or `undefined` for other text.
 */
export function parseExpiry(text: string): number | undefined {
  if (!DATE.test(text)) return text.endsWith('Z') ? parseTime(text)?.getTime() : undefined;
  const begin = parseTime(`${text}T00:00:00Z`);
  return begin === null ? undefined : begin.getTime() + DAY;
}

/** Returns whether the expiry in a text, as {@link parseExpiry} parses it, has passed. */
export function isExpired(text: string): boolean {
  const end = parseExpiry(text);
  return end !== undefined && Date.now() >= end;
}

// Only segments of letters, digits and - . _ ~, none of them empty, `.` or `..`, because such a path has
// only one spelling.
const PATH = /^\/(?:(?!\.{1,2}(?:\/|$))[\w.~-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*)?$/;

/** Returns whether a text is a path limit: one path, `/path`, or all paths below it, `/path/*`. */
export function isPathLimit(text: string): boolean {
  return PATH.test(text.endsWith('/*') ? text.slice(0, -2) || '/' : text);
}

/**
 * Returns whether a path is within one of the limits. The comparison is exact: `/path/*` includes `/path/a`
 * and `/path/a/b`, but neither `/path` nor `/pathology`.
 *
 * @param path - the invocation's `context.PATH`. A path with several spellings is within no limit.
 */
export function isWithin(limits: readonly string[], path: unknown): boolean {
  if (typeof path !== 'string' || !PATH.test(path)) return false;
  return limits.some((limit) =>
    limit.endsWith('/*') ? isBelow(limit.slice(0, -1), path) : limit === path,
  );
}

function isBelow(folder: string, path: string): boolean {
  return path.length > folder.length && path.startsWith(folder);
}
