import { readBearerToken } from '../../http/bearer-authorization';
import { bearerChallenge } from '../../http/challenge';
import { ABSENT, MALFORMED } from '../../outcomes';
import type { TokenVerifier } from '../../tokens/token-verifier';
import type { Authenticator, Misconfiguration, Scheme } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { directoryTokens } from '../directory/directory-tokens';

const SCHEME = 'scim_token';
const CHALLENGE = bearerChallenge('SCIM');

/** Creates the scheme of an identity provider: a SCIM token of a service user as a Bearer token (RFC 6750). */
export function scimToken(): Scheme {
  const read = directoryTokens({
    scheme: SCHEME,
    type: 'scim_token',
    account: undefined,
    challenge: CHALLENGE,
  });
  const isSame = (one: TokenVerifier, other: TokenVerifier) => one === other;
  return Object.freeze({ name: SCHEME, configure: memoizeLast({ read, isSame }, configure) });
}

function configure(verifier: TokenVerifier): Authenticator | Misconfiguration {
  const { problems, accepts, warnings } = verifier;
  if (problems.length > 0) return { problems };
  return {
    challenge: CHALLENGE,
    accepts,
    warnings,
    authenticate(event, context) {
      const presented = readBearerToken(event);
      if (presented === 'absent') return ABSENT;
      return typeof presented === 'string' ? MALFORMED : verifier.check(presented.token, context);
    },
  };
}
