import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  processAuthorizationCodeResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateAuthResponse,
} from 'oauth4webapi';
import { discover, type ProviderMetadata } from './discover';
import { catchFailure } from './failure';
import { readGithubIdentity } from './github';
import { providerFetch } from './provider-fetch';
import { CLOCK_SKEW, type Claims, requireIssuedAt, requireSigned } from './signed-token';
import type {
  LoginAnswer,
  ProvenIdentity,
  ProviderClient,
  ProviderLimits,
  SsoProblem,
} from './sso';
import { requireValid, SsoFailure } from './sso-failure';

/** The longest `sub` (OpenID Connect Core 1.0 section 2). */
const MAX_SUBJECT = 255;
const MAX_AGE_SECONDS = 600;
const MAX_TEXT = 320;

export function redeemCode(
  client: ProviderClient,
  answer: LoginAnswer,
  limits: ProviderLimits,
): Promise<ProvenIdentity | SsoProblem> {
  return catchFailure(async () => {
    const metadata = await discover(client, limits);
    const { access_token: accessToken, id_token: idToken } = await requestTokens(
      { client, metadata, limits },
      answer,
    );
    if (client.type === 'github') return readGithubIdentity(client, accessToken, limits);
    // The library has checked the claims of the same text.
    const claims = await requireSigned(idToken ?? '', metadata, limits);
    requireIssuedAt(claims, MAX_AGE_SECONDS);
    requireHostedDomain(client, claims);
    const subject = subjectOf(claims);
    const more =
      claims['email'] === undefined && metadata.userinfo_endpoint !== undefined
        ? await readUserInfo({ client, metadata, limits }, { accessToken, subject })
        : {};
    return identityOf(client, subject, { ...more, ...claims });
  });
}

interface Conversation {
  readonly client: ProviderClient;
  readonly metadata: ProviderMetadata;
  readonly limits: ProviderLimits;
}

function clientOf({ clientId }: ProviderClient): Client {
  return { client_id: clientId, [clockTolerance]: CLOCK_SKEW };
}

function optionsOf(limits: ProviderLimits) {
  return {
    [customFetch]: providerFetch(limits),
    [allowInsecureRequests]: limits.allowLoopback,
  };
}

async function requestTokens(
  { client, metadata, limits }: Conversation,
  { parameters, state, nonce, verifier, redirectUri }: LoginAnswer,
) {
  const { clientSecret, clientAuthentication, type } = client;
  const own = clientOf(client);
  const given = validateAuthResponse(metadata, own, new URLSearchParams(parameters), state);
  const secret =
    clientAuthentication === 'basic'
      ? ClientSecretBasic(clientSecret)
      : ClientSecretPost(clientSecret);
  const response = await authorizationCodeGrantRequest(
    metadata,
    own,
    secret,
    given,
    redirectUri,
    verifier,
    optionsOf(limits),
  );
  const expected = type === 'github' ? {} : { expectedNonce: nonce, requireIdToken: true };
  return processAuthorizationCodeResponse(metadata, own, response, expected);
}

async function readUserInfo(
  { client, metadata, limits }: Conversation,
  { accessToken, subject }: { readonly accessToken: string; readonly subject: string },
): Promise<Claims> {
  const own = clientOf(client);
  const response = await userInfoRequest(metadata, own, accessToken, optionsOf(limits));
  // A signed answer would need another verification. No provider signs it unless it was registered so.
  if (response.headers.get('content-type')?.startsWith('application/jwt') === true) {
    throw new SsoFailure('settings', 'userinfo');
  }
  return processUserInfoResponse(metadata, own, subject, response);
}

function requireHostedDomain({ hostedDomain }: ProviderClient, claims: Claims): void {
  requireValid(hostedDomain === undefined || claims['hd'] === hostedDomain, 'hd');
}

function subjectOf({ sub }: Claims): string {
  requireValid(typeof sub === 'string' && sub !== '' && sub.length <= MAX_SUBJECT, 'sub');
  requireValid(!/[\p{Cc}\p{Cs}]/u.test(sub), 'sub');
  return sub;
}

function identityOf(client: ProviderClient, subject: string, claims: Claims): ProvenIdentity {
  const { amr, auth_time: authTime } = claims;
  return {
    subject,
    email: textOf(claims['email']),
    isEmailVerified: isEmailVerified(client, claims),
    name: textOf(claims['name']),
    amr: Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : [],
    acr: textOf(claims['acr']),
    authTime: typeof authTime === 'number' ? authTime : undefined,
    sessionId: textOf(claims['sid']),
    claims,
  };
}

function isEmailVerified({ type }: ProviderClient, claims: Claims): boolean {
  // Entra sends the address that its user typed, without `email_verified`. This claim says who verified its domain.
  if (type === 'entra') return claims['xms_edov'] === true;
  const isVerified = claims['email_verified'] === true;
  if (type !== 'google') return isVerified;
  // Google verified other addresses once, and their owner may have changed since (Google, "Verify the Google ID token").
  const isOfGoogle =
    `${claims['email']}`.endsWith('@gmail.com') || textOf(claims['hd']) !== undefined;
  return isVerified && isOfGoogle;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT ? value : undefined;
}
