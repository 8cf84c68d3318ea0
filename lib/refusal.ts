import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { refused, tooManyRequests } from './http/responses';
import type { Bench, Judgement } from './judge';
import type { Refusal } from './types';

/** The answer to a caller whom no scheme let in. */
export function refusal(
  { outcome, scheme }: Judgement,
  { configured }: Bench,
  withChallenge: boolean,
): TwilioResponse {
  const { retryAfterSeconds, httpStatus, challenge } = outcome as Partial<Refusal>;
  if (retryAfterSeconds !== undefined) return tooManyRequests(retryAfterSeconds);
  const challenges = configured.flatMap((one): readonly string[] => {
    const own = one.scheme === scheme ? challenge : undefined;
    // What is not a matter of other credentials says only what was wrong with these.
    const asked = httpStatus === undefined ? (own ?? one.authenticator.challenge) : own;
    return asked === undefined ? [] : [asked];
  });
  const isAskable = configured.some(({ authenticator }) => authenticator.challenge !== undefined);
  return refused(httpStatus ?? (isAskable ? 401 : 403), withChallenge ? challenges : []);
}
