import type { Failure, FailureCode } from '../ask';
import { text } from '../texts/text';

/** Returns what the user reads about a failure. A screen's own texts come first. */
export function failureText(
  { code, isUncertain }: Failure,
  own: Partial<Record<FailureCode, string>> = {},
): string {
  const known = own[code] ?? text.errors[code] ?? text.errors.UNEXPECTED;
  return isUncertain && code !== 'OFFLINE' ? `${known} ${text.common.uncertain}` : known;
}
