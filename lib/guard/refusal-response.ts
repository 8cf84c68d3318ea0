import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { denied, serviceUnavailable, tooManyRequests } from '../http/responses';
import type { Refusal } from '../types';
import type { AuthenticationResult, ConfiguredSchemes } from './authenticate';

const RETRY_AFTER_SECONDS = 5;

/** The answer to a caller whom no scheme let in. */
export function refusalResponse(
  { outcome, scheme }: AuthenticationResult,
  { configured }: ConfiguredSchemes,
  withChallenge: boolean,
): TwilioResponse {
  const { retryAfterSeconds, httpStatus, challenge, cookies = [] } = outcome as Partial<Refusal>;
  if (httpStatus === 503) return serviceUnavailable(retryAfterSeconds ?? RETRY_AFTER_SECONDS);
  if (retryAfterSeconds !== undefined) return tooManyRequests(retryAfterSeconds);
  const challenges: string[] = [];
  let isAskable = false;
  for (const one of configured) {
    const asked = one.authenticator.challenge;
    isAskable ||= asked !== undefined;
    const own = one.scheme === scheme ? challenge : undefined;
    // What is not a matter of other credentials says only what was wrong with these.
    const shown = httpStatus === undefined ? (own ?? asked) : own;
    if (shown !== undefined) challenges.push(shown);
  }
  const response = denied(httpStatus ?? (isAskable ? 401 : 403), withChallenge ? challenges : []);
  for (const { name, value, attributes } of cookies) {
    response.setCookie(name, value, [...attributes]);
  }
  return response;
}
