import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi';
import { discover, type ProviderMetadata } from './discover';
import { catchFailure } from './failure';
import type {
  LoginRequest,
  LoginSecrets,
  ProviderClient,
  ProviderEndpoints,
  ProviderLimits,
  SsoProblem,
} from './sso';

const SCOPES = ['openid', 'email', 'profile'];
const GITHUB_SCOPES = ['read:user', 'user:email'];

export function newLoginSecrets(): LoginSecrets {
  return {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    verifier: generateRandomCodeVerifier(),
  };
}

export function findEndpoints(
  client: Pick<ProviderClient, 'type' | 'issuer'>,
  limits: ProviderLimits,
): Promise<ProviderEndpoints | SsoProblem> {
  return catchFailure(async () => {
    const { authorization_endpoint, end_session_endpoint } = await discover(client, limits);
    return { authorization: authorization_endpoint, endSession: end_session_endpoint };
  });
}

export function authorizationUrl(
  client: ProviderClient,
  request: LoginRequest,
  limits: ProviderLimits,
): Promise<string | SsoProblem> {
  return catchFailure(async () => {
    const metadata = await discover(client, limits);
    const challenge = await calculatePKCECodeChallenge(request.verifier);
    return urlOf(metadata, { ...parametersOf(client, request), code_challenge: challenge });
  });
}

function urlOf({ authorization_endpoint }: ProviderMetadata, given: Record<string, string>) {
  const url = new URL(authorization_endpoint);
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  return url.href;
}

function parametersOf(client: ProviderClient, request: LoginRequest): Record<string, string> {
  const { type, clientId, hostedDomain } = client;
  const { state, nonce, redirectUri, loginHint, isStepUp } = request;
  const own = type === 'github' ? GITHUB_SCOPES : SCOPES;
  return {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...new Set([...own, ...client.scopes])].join(' '),
    state,
    code_challenge_method: 'S256',
    // GitHub has no ID token: the state and PKCE bind its answer.
    ...(type === 'github' ? {} : { nonce }),
    ...(loginHint === undefined ? {} : { [type === 'github' ? 'login' : 'login_hint']: loginHint }),
    // A hint only. The ID token is checked.
    ...(hostedDomain === undefined ? {} : { hd: hostedDomain }),
    // OpenID Connect Core 1.0 section 3.1.2.1.
    ...(isStepUp ? { prompt: 'login', max_age: '0' } : {}),
  };
}
