import type { Failure, FailureCode } from '../ask';
import { text } from '../texts/text';

/** Returns what the user reads about a failure. A screen's own texts come first. */
export function failureText(
  { code, isUncertain }: Failure,
  own: Partial<Record<FailureCode, string>> = {},
): string {
  const known = own[code] ?? errorText(code);
  return isUncertain && code !== 'OFFLINE' ? `${known} ${text.common.uncertain}` : known;
}

/** Returns the common text of a code. */
export function errorText(code: FailureCode): string {
  const texts: Partial<Record<FailureCode, string>> = {
    ...text.errors,
    ...text.insideErrors,
    ...text.addressErrors,
    ...text.ssoErrors,
  };
  return texts[code] ?? text.errors.UNEXPECTED;
}
