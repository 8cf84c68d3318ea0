import {
  type AuthorizationServer,
  allowInsecureRequests,
  customFetch,
  discoveryRequest,
  processDiscoveryResponse,
} from 'oauth4webapi';
import { boundedMap } from '../util/bounded-map';
import { providerFetch } from './provider-fetch';
import { isProviderUrl, issuerProblem } from './provider-url';
import type { ProviderClient, ProviderLimits } from './sso';
import { SsoFailure } from './sso-failure';

/** The metadata of a provider, to the extent that a login needs it. */
export interface ProviderMetadata extends AuthorizationServer {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** The accepted algorithms of signatures, as for JWTs. Never `none`, and none with a shared secret. */
export const ALGORITHM_NAMES = ['RS256', 'ES256', 'EdDSA', 'Ed25519'];

const FRESH_MS = 10 * 60_000;
const MAX_PROVIDERS = 200;

interface Known {
  readonly metadata: ProviderMetadata;
  readonly readAt: number;
}

const known = boundedMap<string, Known>(MAX_PROVIDERS);

/** Returns the metadata of a provider, which the process keeps for ten minutes. @throws SsoFailure */
export async function discover(
  { type, issuer }: Pick<ProviderClient, 'type' | 'issuer'>,
  limits: ProviderLimits,
): Promise<ProviderMetadata> {
  if (issuerProblem(type, issuer, limits.allowLoopback) !== undefined) {
    throw new SsoFailure('settings', 'issuer');
  }
  if (type === 'github') return github(issuer);
  const found = known.get(issuer);
  if (found !== undefined && Date.now() - found.readAt < FRESH_MS) return found.metadata;
  const metadata = await readMetadata(issuer, limits);
  requirePages(metadata, limits);
  known.set(issuer, { metadata, readAt: Date.now() });
  return metadata;
}

// GitHub has no discovery. GitHub Enterprise Server has the same paths at its own origin.
// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
function github(origin: string): ProviderMetadata {
  return {
    issuer: `${origin}/login/oauth`,
    authorization_endpoint: `${origin}/login/oauth/authorize`,
    token_endpoint: `${origin}/login/oauth/access_token`,
  };
}

async function readMetadata(issuer: string, limits: ProviderLimits): Promise<ProviderMetadata> {
  const response = await discoveryRequest(new URL(issuer), {
    [customFetch]: providerFetch(limits),
    [allowInsecureRequests]: limits.allowLoopback,
  });
  if (response.status !== 200) throw new SsoFailure('settings', `status ${response.status}`);
  const given = await processDiscoveryResponse(new URL(issuer), response).catch(() => {
    throw new SsoFailure('settings', 'discovery');
  });
  const { authorization_endpoint, token_endpoint, jwks_uri, response_types_supported } = given;
  // The library compares URLs, which may differ in a slash. The ID token repeats the text.
  if (given.issuer !== issuer) throw new SsoFailure('settings', 'issuer');
  if (!isText(authorization_endpoint) || !isText(token_endpoint) || !isText(jwks_uri)) {
    throw new SsoFailure('settings', 'discovery');
  }
  if (Array.isArray(response_types_supported) && !response_types_supported.includes('code')) {
    throw new SsoFailure('settings', 'response_type');
  }
  return {
    ...given,
    authorization_endpoint,
    token_endpoint,
    id_token_signing_alg_values_supported: algorithmsOf(given),
  };
}

// Pages of this service open these, and an administrator of an account chooses the provider: `javascript:` would run there.
function requirePages(
  { authorization_endpoint: login, end_session_endpoint: logout = login }: ProviderMetadata,
  { allowLoopback }: ProviderLimits,
): void {
  const isUsable = [login, logout].every((url) => isText(url) && isProviderUrl(url, allowLoopback));
  if (!isUsable) throw new SsoFailure('settings', 'endpoint');
}

function algorithmsOf({ id_token_signing_alg_values_supported: given }: AuthorizationServer) {
  const announced: readonly unknown[] = Array.isArray(given) ? given : ['RS256'];
  return ALGORITHM_NAMES.filter((name) => announced.includes(name));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
