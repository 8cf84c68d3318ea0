import { logError, logNotConfigured } from '../../log';
import type { ProviderClient, ProviderLimits, SsoClient, SsoProblem } from '../../sso/sso';
import { hasPart, loadPart, missingPart } from '../../util/load-part';
import type { Call } from '../call';
import type { DirectoryKeys } from '../crypto/keys';
import type { Row } from '../database/tables';
import { DirectoryError, type ErrorCode } from '../errors';
import type { DirectorySettings } from '../settings';
import { decryptClientSecret } from './identity-provider';

// The time that the answer of a provider leaves for the database.
const DATABASE_MS = 1_500;

/** Returns whether providers may be on this machine: only if the service is there itself. */
export function allowsLoopback({ origin }: Pick<DirectorySettings, 'origin'>): boolean {
  return origin.startsWith('http:');
}

/** Returns the limits of the requests to a provider in this call. */
export function providerLimits({
  endsAt,
  settings,
}: Pick<Call, 'endsAt' | 'settings'>): ProviderLimits {
  return { endsAt: endsAt - DATABASE_MS, allowLoopback: allowsLoopback(settings) };
}

/** Loads the part that speaks with providers. @throws DirectoryError `NOT_CONFIGURED` if it is not deployed. */
export function ssoClient(): SsoClient {
  const part = hasPart('sso') ? loadPart<SsoClient>('sso') : undefined;
  if (part !== undefined) return part;
  logNotConfigured([missingPart('sso')]);
  throw new DirectoryError('NOT_CONFIGURED');
}

/** Returns the registration of this service at a provider. */
export function providerClient(
  keys: DirectoryKeys,
  row: Row<'identity_providers'>,
): ProviderClient {
  return {
    type: row.type,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecret: decryptClientSecret(keys, row).text,
    clientAuthentication: row.client_authentication,
    scopes: row.scopes,
    hostedDomain: row.hosted_domain ?? undefined,
  };
}

/** The refusal of a login at a provider, and its reason for the audit log. Callers do not see the reason. */
export class SsoRefused extends DirectoryError {
  constructor(
    code: ErrorCode,
    readonly reason: string = code,
  ) {
    super(code);
  }
}

const CODES: Readonly<Record<SsoProblem['problem'], ErrorCode>> = {
  unavailable: 'IDENTITY_PROVIDER_UNAVAILABLE',
  settings: 'IDENTITY_PROVIDER_INVALID',
  refused: 'SSO_REFUSED',
  invalid: 'SSO_RESPONSE_INVALID',
};

/** Returns the answer of a provider. @throws SsoRefused for a problem. */
export function requireAnswer<T>({ id }: { readonly id: string }, result: T | SsoProblem): T {
  if (!isProblem(result)) return result;
  const { problem, reason } = result;
  if (problem === 'unavailable' || problem === 'settings') {
    logError(`the identity provider ${id} cannot be used (${problem}: ${reason}).`);
  }
  throw new SsoRefused(CODES[problem], reason);
}

function isProblem<T>(result: T | SsoProblem): result is SsoProblem {
  return typeof result === 'object' && result !== null && 'problem' in result;
}
