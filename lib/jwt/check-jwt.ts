import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { INVALID } from '../outcomes';
import type { Outcome, Refusal } from '../types';
import { thenSync } from '../util/maybe-promise';
import { type FindKeys, headerAlgorithms } from './find-keys';
import { isMeantFor } from './is-meant-for';
import { jwtPrincipal } from './jwt-principal';
import type { JwtSettings } from './jwt-settings';
import { KeysUnavailableError } from './remote-keys';
import type { VerificationKey } from './verification-key';

// RFC 7515 section 7.1: a signed token has three parts of base64url, none of them empty or padded.
const SIGNED_JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const UNAVAILABLE: Refusal = Object.freeze({ status: 'refused', code: 'KEYS_UNAVAILABLE' });

/** Creates the check of a token against the settings: first its signature, then its claims. */
export function jwtCheck(settings: JwtSettings): (token: string) => Promise<Outcome> {
  const { findKeys, scopes: required } = settings;
  const options = verifyOptions(settings);
  return async (token) => {
    if (!SIGNED_JWT.test(token)) return INVALID;
    try {
      const claims = await verify(token, findKeys, options);
      if (!isMeantFor(claims, settings)) return INVALID;
      const principal = Number.isFinite(claims.exp) ? jwtPrincipal(claims) : null;
      if (principal === null) return INVALID;
      const { username, scopes = [] } = principal;
      if (required.every((scope) => scopes.includes(scope)))
        return { status: 'accepted', principal };
      return { status: 'refused', code: 'SCOPE_INSUFFICIENT', username };
    } catch (reason) {
      return refusalFor(reason, settings);
    }
  };
}

function verifyOptions(settings: JwtSettings): JWTVerifyOptions {
  const { algorithms, issuers, requiredClaims, typ, maxAgeSeconds } = settings;
  return {
    algorithms: headerAlgorithms(algorithms),
    issuer: [...issuers],
    clockTolerance: settings.clockToleranceSeconds,
    requiredClaims: ['exp', 'sub', ...requiredClaims],
    ...(typ === undefined ? {} : { typ }),
    ...(maxAgeSeconds === undefined ? {} : { maxTokenAge: maxAgeSeconds }),
  };
}

/** The header parameters of a token, before validation. */
type Header = Readonly<Record<'alg' | 'kid' | 'crit' | 'b64', unknown>>;

/** Returns the claims of a token that one of the keys has signed. Usually only one key matches. */
async function verify(
  token: string,
  findKeys: FindKeys,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  let keys: readonly VerificationKey[] = [];
  let tried = 0;
  // Not async, because a cached key needs no waiting.
  const first = (header: unknown) => {
    const { alg, kid, crit, b64 } = header as Header;
    // RFC 7515 section 4.1.11: no extension is supported. RFC 7797 section 7: a JWT must not use `b64`.
    if (crit !== undefined || b64 === false) throw new errors.JWSInvalid('an extension');
    if (kid !== undefined && typeof kid !== 'string') throw new errors.JWSInvalid('a kid');
    const material = thenSync(findKeys({ alg, kid }), (found) => {
      keys = found;
      return materialOf(keys[0]);
    });
    return material as ReturnType<VerificationKey['material']>;
  };
  for (;;) {
    try {
      const key = tried === 0 ? first : () => materialOf(keys[tried]);
      return (await jwtVerify(token, key, options)).payload;
    } catch (reason) {
      tried += 1;
      const isOthers = reason instanceof errors.JWSSignatureVerificationFailed;
      if (!isOthers || tried >= keys.length) throw reason;
    }
  }
}

function materialOf(key: VerificationKey | undefined) {
  if (key === undefined) throw new errors.JWKSNoMatchingKey();
  return key.material();
}

// Messages of jose are never passed on, because they may contain the token's claims.
function refusalFor(reason: unknown, settings: JwtSettings): Refusal {
  if (reason instanceof KeysUnavailableError) return UNAVAILABLE;
  if (reason instanceof errors.JWTExpired) {
    // jose checks the time after the signature and the issuer.
    if (!isMeantFor(reason.payload, settings)) return INVALID;
    const username = jwtPrincipal(reason.payload)?.username;
    return { status: 'refused', code: 'CREDENTIALS_EXPIRED', username };
  }
  if (reason instanceof errors.JOSEError) return INVALID;
  throw reason;
}
