import type { SsoClient } from '../../sso/sso';
import { hasPart, loadPart } from '../../util/load-part';
import type { Call } from '../call';
import type { Row } from '../database/tables';
import { providerLimits } from './sso-client';

// The session has ended before. The answer does not wait longer for a provider that does not answer.
const TIME_LIMIT_MS = 1000;

/**
 * Returns the URL at which a provider ends its own session (OpenID Connect RP-Initiated Logout 1.0), or null if it has none
 * or does not answer. It never rejects. No ID token is kept, so the provider asks its user.
 *
 * @param email - the hint for the provider.
 */
export async function providerLogoutUrl(
  call: Call,
  provider: Pick<Row<'identity_providers'>, 'type' | 'issuer' | 'client_id'> | undefined,
  email: string,
): Promise<string | null> {
  const sso = hasPart('sso') ? loadPart<SsoClient>('sso') : undefined;
  if (provider === undefined || provider.type === 'github' || sso === undefined) return null;
  const { endsAt, allowLoopback } = providerLimits(call);
  const limits = { endsAt: Math.min(endsAt, performance.now() + TIME_LIMIT_MS), allowLoopback };
  const found = await sso.findEndpoints(provider, limits);
  if ('problem' in found || found.endSession === undefined) return null;
  const url = new URL(found.endSession);
  url.searchParams.set('client_id', provider.client_id);
  url.searchParams.set('post_logout_redirect_uri', `${call.settings.origin}/account`);
  url.searchParams.set('logout_hint', email);
  return url.href;
}
