import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { denied, serviceUnavailable, tooManyRequests } from '../http/responses';
import type { Refusal } from '../types';
import type { AuthenticationResult, ConfiguredSchemes } from './authenticate';

const RETRY_AFTER_SECONDS = 5;

/** Builds the response to a caller that no scheme accepted. */
export function refusalResponse(
  { outcome, scheme }: AuthenticationResult,
  { configured }: ConfiguredSchemes,
  withChallenge: boolean,
): TwilioResponse {
  const { retryAfterSeconds, httpStatus, challenge, cookies = [] } = outcome as Partial<Refusal>;
  if (httpStatus === 503) return serviceUnavailable(retryAfterSeconds ?? RETRY_AFTER_SECONDS);
  if (retryAfterSeconds !== undefined) return tooManyRequests(retryAfterSeconds);
  const challenges: string[] = [];
  let hasChallenge = false;
  for (const one of configured) {
    const schemeChallenge = one.authenticator.challenge;
    hasChallenge ||= schemeChallenge !== undefined;
    const own = one.scheme === scheme ? challenge : undefined;
    // If other credentials would not help, the response says only what is wrong with these.
    const shown = httpStatus === undefined ? (own ?? schemeChallenge) : own;
    if (shown !== undefined) challenges.push(shown);
  }
  const status = httpStatus ?? (hasChallenge ? 401 : 403);
  const response = denied(status, withChallenge ? challenges : []);
  for (const { name, value, attributes } of cookies) {
    response.setCookie(name, value, [...attributes]);
  }
  return response;
}
