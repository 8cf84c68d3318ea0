import { parseTime } from '../util/timestamp';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY = 86_400_000;

/**
 * Reads when something is over: a day, which counts to its end in UTC, or a time of RFC 3339 in UTC, with its `Z`.
 *
 * @returns the first millisecond that does not count any more; `undefined` for what is neither.
 */
export function parseExpiry(text: string): number | undefined {
  if (!DATE.test(text)) return text.endsWith('Z') ? parseTime(text)?.getTime() : undefined;
  const begin = parseTime(`${text}T00:00:00Z`);
  return begin === null ? undefined : begin.getTime() + DAY;
}

/** Whether what {@link parseExpiry} reads is over by now. */
export function isExpired(text: string): boolean {
  const end = parseExpiry(text);
  return end !== undefined && Date.now() >= end;
}

// Segments of letters, digits and - . _ ~ alone, none of them empty, `.` or `..`: what has one
// spelling only.
const PATH = /^\/(?:(?!\.{1,2}(?:\/|$))[\w.~-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*)?$/;

/** Whether a text limits a token to one path, `/path`, or to everything below one, `/path/*`. */
export function isPathLimit(text: string): boolean {
  return PATH.test(text.endsWith('/*') ? text.slice(0, -2) || '/' : text);
}

/**
 * Whether a path is within one of these limits: every character counts. `/path/*` holds `/path/a` and
 * `/path/a/b`, neither `/path` nor `/pathology`.
 *
 * @param path - the invocation's `context.PATH`; one that has more than one spelling is in no limit.
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
