import {
  isSameSignatureVariables,
  readSignatureVariables,
  type SignatureVariables,
} from '../../config';
import { readHeader } from '../../http/request-header';
import { warnOnce } from '../../log';
import { ABSENT, INVALID, MALFORMED } from '../../outcomes';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../../types';
import { thenSync } from '../../util/maybe-promise';
import { memoizeLast } from '../../util/memoize-last';
import { nodeCrypto } from '../../util/node-crypto';
import { type SignedRequest, signedRequest } from './signed-request';
import type { TwilioSignatureOptions } from './twilio-signature-options';
import { parseSignatureSettings, type SignatureSettings } from './twilio-signature-settings';

const NAME = 'twilio_signature';
const UNVERIFIABLE: Outcome = Object.freeze({ status: 'refused', code: 'SIGNATURE_UNVERIFIABLE' });
const REPLAYED: Outcome = Object.freeze({ status: 'refused', code: 'REPLAYED', httpStatus: 403 });
const ACCEPTED: Outcome = Object.freeze({
  status: 'accepted',
  principal: Object.freeze({ scheme: NAME, username: 'twilio' }),
});

// A SHA-1 digest in base64.
const SIGNATURE = /^[A-Za-z0-9+/]{27}=$/;
const variablesDependency = { read: readSignatureVariables, isSame: isSameSignatureVariables };
const NO_TOKEN =
  'a signature was refused, as there is no auth token to check it with: set AUTH_TOKEN. Deployed, ' +
  'Twilio sets it itself.';

/**
 * The Twilio signature scheme: accepts webhooks whose `X-Twilio-Signature` was created with the account's auth
 * token for this Function's public URL. It has no challenge, so without another scheme it answers 403.
 *
 * It accepts only form POSTs, to a URL without a query or with a fixed query. A Function does not see the signed
 * content of other requests, so they are refused. Locally, set `PUBLIC_URL` to the tunnel's URL. With `basic()`,
 * put `basic()` first: Twilio repeats a challenged call with credentials and its signature.
 *
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 * @example
 * export const handler = withAuth([basic(), twilioSignature()], () => new Twilio.twiml.VoiceResponse());
 */
export function twilioSignature(options: TwilioSignatureOptions = {}): Scheme {
  const given = { ...options };
  return Object.freeze({
    name: NAME,
    configure: memoizeLast(variablesDependency, (variables) => configure(given, variables)),
  });
}

function configure(
  given: TwilioSignatureOptions,
  variables: SignatureVariables,
): Authenticator | Misconfiguration {
  const settings = parseSignatureSettings(given, variables);
  const { authTokens, problems, warnings } = settings;
  if (problems.length > 0) return { problems };
  for (const warning of warnings) warnOnce(warning);
  return {
    warnings,
    authenticate(event, context) {
      const signature = readHeader(event, 'x-twilio-signature');
      if (signature === undefined) return ABSENT;
      if (signature === null || !SIGNATURE.test(signature)) return MALFORMED;
      const request = requestOrReason(event as object, context, settings);
      if (request === null) return INVALID;
      if ('reason' in request) {
        warnOnce(request.reason);
        return UNVERIFIABLE;
      }
      if (!isSigned(request, signature, authTokens)) return INVALID;
      return claimOnce(given, signature, readHeader(event, 'i-twilio-idempotency-token'));
    },
  };
}

function requestOrReason(event: object, context: object, settings: SignatureSettings) {
  if (settings.authTokens.length === 0) return { reason: NO_TOKEN };
  return signedRequest(event, context, settings);
}

// Every token is tried, so that the duration does not reveal which one matches.
function isSigned({ url, params }: SignedRequest, signature: string, tokens: readonly string[]) {
  return tokens
    .map((token) => Twilio.validateRequest(token, signature, url, params))
    .includes(true);
}

// The signature covers the URL and every parameter, including MessageSid and CallSid.
function claimOnce(
  { replay, idempotencyToken = false }: TwilioSignatureOptions,
  signature: string,
  token: string | undefined | null,
): Outcome | PromiseLike<Outcome> {
  if (replay === undefined) return ACCEPTED;
  const id = idempotencyToken ? `${signature} ${token ?? ''}` : signature;
  return thenSync(replay.claim(nodeCrypto().hash('sha256', id, 'base64url')), (isFirst) => {
    if (typeof isFirst !== 'boolean') throw new TypeError('A replay store must answer a claim.');
    return isFirst ? ACCEPTED : REPLAYED;
  });
}
