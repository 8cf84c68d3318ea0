import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { plainText } from '../http/responses';
import { logError } from '../log';

// Each code is stable: alerts may look for it in the log.
const FAILURES = {
  UPSTREAM_NOT_CONFIGURED: [500, 'The upstream service is not configured'],
  UPSTREAM_REFUSED_CREDENTIALS: [502, 'The upstream service refused the credentials'],
  UPSTREAM_UNREACHABLE: [502, 'The upstream service cannot be reached'],
  UPSTREAM_TOO_LARGE: [502, 'The upstream service sent too much'],
  UPSTREAM_TIMED_OUT: [504, 'The upstream service did not answer in time'],
  REQUEST_NOT_PASSED_ON: [400, 'The request cannot be passed on'],
} as const;

/** Why the service's answer could not be passed on. Stable: it is in the log. */
export type FailureCode = keyof typeof FAILURES;

/**
 * The answer in place of the service's, and one log line.
 *
 * @param detail - what happened, for the log alone: never a value of a setting or a request.
 */
export function failureResponse(code: FailureCode, detail: string): TwilioResponse {
  logError(`${code}: ${detail}.`);
  const [status, body] = FAILURES[code];
  return plainText(status, body);
}
