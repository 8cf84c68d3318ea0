import { randomBytes } from 'node:crypto';
import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { SignJWT } from 'jose';
import { authenticate, type ConfiguredSchemes } from '../guard/authenticate';
import { type BasicCredentials, formatBasicCredentials } from '../http/basic-authorization';
import type { Outcome, Principal, Refusal } from '../types';
import { thenSync } from '../util/maybe-promise';
import { allowedScopes } from './client-scopes';
import { FAILURES, type Failure, oauthErrorResponse, tokenResponse } from './responses';
import type { SigningKeys } from './signing-keys';
import type { ParsedTokenOptions, TokenSettings } from './token-options';
import { parseTokenRequest } from './token-request';

/** The response and the outcome. The outcome is `undefined` if the endpoint is misconfigured. */
export interface GrantResult {
  readonly response: TwilioResponse;
  readonly outcome: Outcome | undefined;
}

/** The validated configuration for granting a token. */
export interface GrantContext {
  readonly schemes: ConfiguredSchemes;
  readonly keys: SigningKeys;
  readonly settings: TokenSettings;
  readonly options: ParsedTokenOptions;
}

/** Authenticates a client, and responds with a token or an error. */
export function grantToken(
  event: unknown,
  context: object,
  granting: GrantContext,
): GrantResult | PromiseLike<GrantResult> {
  const { schemes } = granting;
  const challenge = schemes.configured[0]?.authenticator.challenge;
  const request = parseTokenRequest(event);
  if ('error' in request) return refuse(request, challenge);
  return thenSync(authenticate(schemes, eventOf(request.client), context), ({ outcome }) => {
    if (outcome.status === 'accepted') return grant(outcome.principal, request.scope, granting);
    return reject(outcome, challenge);
  });
}

// RFC 6749 section 3.3: without a requested scope, the client gets all scopes that it may have.
function grant(principal: Principal, asked: readonly string[] | undefined, granting: GrantContext) {
  const { keys, settings, options } = granting;
  const { lifetimeSeconds } = options;
  const { username: client } = principal;
  const allowed = allowedScopes(principal, [settings.scopes, options.scopes]);
  const scopes = allowed.filter((scope) => asked?.includes(scope) ?? true);
  if (asked !== undefined && scopes.length === 0) {
    return refuse(FAILURES.scope, undefined, client);
  }
  const signed = issueToken({ client, scopes, lifetimeSeconds }, settings, keys);
  return signed.then((token): GrantResult => {
    const response = tokenResponse(token, lifetimeSeconds, scopes);
    return { response, outcome: { status: 'accepted', principal } };
  });
}

function refuse(failure: Failure, challenge: string | undefined, username?: string): GrantResult {
  const { code } = failure;
  const response = oauthErrorResponse(failure, {
    challenge: failure.status === 401 ? challenge : undefined,
  });
  if (code === undefined) return { response, outcome: { status: 'absent' } };
  return { response, outcome: { status: 'refused', code, username } };
}

function reject(
  outcome: Refusal | { readonly status: 'absent' },
  challenge: string | undefined,
): GrantResult {
  const { retryAfterSeconds } = outcome as Partial<Refusal>;
  if (retryAfterSeconds === undefined) {
    return { response: oauthErrorResponse(FAILURES.rejected, { challenge }), outcome };
  }
  return { response: oauthErrorResponse(FAILURES.wait, { retryAfterSeconds }), outcome };
}

// Creates a new event, so that the scheme sees one Authorization header for both ways to authenticate.
function eventOf(client: BasicCredentials): object {
  return { request: { headers: { authorization: formatBasicCredentials(client) } } };
}

/** The client, the scopes and the lifetime of a token. */
interface Grant {
  readonly client: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

const ID_BYTES = 16;

/** Signs a JWT access token (RFC 9068 section 2). Its subject is the client itself (section 2.2). */
function issueToken(
  { client, scopes, lifetimeSeconds }: Grant,
  { issuer, audience }: TokenSettings,
  { privateKey, current }: SigningKeys,
): Promise<string> {
  const { alg, kid } = current;
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: issuer,
    sub: client,
    client_id: client,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: randomBytes(ID_BYTES).toString('base64url'),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  })
    .setProtectedHeader({ typ: 'at+jwt', alg, kid })
    .sign(privateKey);
}
