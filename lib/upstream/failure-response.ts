import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { plainText } from '../http/responses';
import { logError } from '../log';

// The codes are stable, so alerts may search the log for them.
const FAILURES = {
  UPSTREAM_NOT_CONFIGURED: [500, 'The upstream service is not configured'],
  UPSTREAM_REFUSED_CREDENTIALS: [502, 'The upstream service refused the credentials'],
  UPSTREAM_UNREACHABLE: [502, 'The upstream service cannot be reached'],
  UPSTREAM_TOO_LARGE: [502, 'The upstream service sent too much'],
  UPSTREAM_TIMED_OUT: [504, 'The upstream service did not answer in time'],
  REQUEST_NOT_PASSED_ON: [400, 'The request cannot be passed on'],
} as const;

/** The reason why the upstream response was not passed through. Stable, because it is logged. */
export type FailureCode = keyof typeof FAILURES;

/**
 * Returns the response that replaces the upstream response, and logs the failure.
 *
 * @param detail - the cause, for the log only. It must not contain values of settings or requests.
 */
export function failureResponse(code: FailureCode, detail: string): TwilioResponse {
  logError(`${code}: ${detail}.`);
  const [status, body] = FAILURES[code];
  return plainText(status, body);
}
