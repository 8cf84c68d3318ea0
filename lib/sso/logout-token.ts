import { isJsonObject } from '../util/parse-json';
import { discover } from './discover';
import { catchFailure } from './failure';
import { requireIssuedAt, requireSigned } from './signed-token';
import type { ProvenLogout, ProviderClient, ProviderLimits, SsoProblem } from './sso';
import { requireValid } from './sso-failure';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MAX_AGE_SECONDS = 120;
const MAX_TEXT = 255;

export function verifyLogoutToken(
  client: Pick<ProviderClient, 'type' | 'issuer' | 'clientId'>,
  token: string,
  limits: ProviderLimits,
): Promise<ProvenLogout | SsoProblem> {
  return catchFailure(async () => {
    requireValid(client.type !== 'github', 'type');
    const claims = await requireSigned(token, await discover(client, limits), limits);
    const { iss, aud, exp, jti, nonce, events, sub, sid } = claims;
    requireValid(iss === client.issuer, 'iss');
    requireValid([aud].flat().includes(client.clientId), 'aud');
    const issuedAt = requireIssuedAt(claims, MAX_AGE_SECONDS);
    requireValid(exp === undefined || (typeof exp === 'number' && exp > Date.now() / 1000), 'exp');
    requireValid(isJsonObject(events) && isJsonObject(events[EVENT]), 'events');
    // An ID token must not be taken for a logout token.
    requireValid(nonce === undefined, 'nonce');
    requireValid(isText(jti), 'jti');
    requireValid((sub ?? sid) !== undefined && isTextOrMissing(sub), 'sub');
    requireValid(isTextOrMissing(sid), 'sid');
    return { id: jti, subject: sub, sessionId: sid, issuedAt };
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT;
}

function isTextOrMissing(value: unknown): value is string | undefined {
  return value === undefined || isText(value);
}
