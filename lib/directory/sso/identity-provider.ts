import { X509Certificate } from 'node:crypto';
import {
  array,
  boolean,
  type InferOutput,
  maxLength,
  nullable,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
} from 'valibot';
import { PROVIDER_TYPES } from '../../sso/sso';
import type { LockedAccount } from '../accounts/account-transaction';
import { type Decrypted, decrypt, encrypt } from '../crypto/encryption';
import type { DirectoryKeys } from '../crypto/keys';
import { type Answer, check, type Database } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { boundedText, id, singleLineText, timestamp } from '../schemas';
import type { DirectorySettings } from '../settings';

const MAX_SCOPES = 20;
const scope = pipe(string(), maxLength(100), regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/));
const acrValue = pipe(singleLineText(255), regex(/^\S+$/));

/** The settings of an identity provider that an administrator chooses. */
export const providerSettings = {
  name: boundedText(1000),
  clientId: pipe(singleLineText(255), regex(/^[\x20-\x7e]+$/)),
  clientSecret: pipe(boundedText(1024), regex(/^[\x20-\x7e]+$/)),
  clientAuthentication: picklist(['post', 'basic']),
  scopes: pipe(array(scope), maxLength(MAX_SCOPES)),
  /** The only domain of Google Workspace whose users are accepted. */
  hostedDomain: nullable(pipe(string(), maxLength(253), regex(/^[a-z0-9.-]+$/))),
  /** The claim that replaces the account's second factor: none, `amr`, or `acr` with one of `acrValues`. */
  mfaClaim: picklist(['none', 'amr', 'acr']),
  acrValues: pipe(array(acrValue), maxLength(MAX_SCOPES)),
};

/** An identity provider, as administrators see it. The secret is never shown. */
export const identityProvider = strictObject({
  id,
  type: picklist(PROVIDER_TYPES),
  issuer: string(),
  name: string(),
  clientId: string(),
  clientAuthentication: providerSettings.clientAuthentication,
  scopes: array(string()),
  hostedDomain: nullable(string()),
  mfaClaim: providerSettings.mfaClaim,
  acrValues: array(string()),
  /** What a provider of SAML needs, and has. Null for other types. */
  saml: nullable(
    strictObject({
      /** The entity id of this service at the provider, and the URLs to enter there. */
      entityId: string(),
      acsUrl: string(),
      metadataUrl: string(),
      /** Where a login begins. */
      loginUrl: string(),
      certificates: array(
        strictObject({
          fingerprint: string(),
          expiresAt: timestamp,
          /** When it verified a response, to the hour. */
          lastUsedAt: nullable(timestamp),
        }),
      ),
    }),
  ),
  /** The URL for back-channel logout, to be registered at the provider. */
  logoutUri: string(),
  /** Whether members can log in with it. */
  active: boolean(),
  createdAt: timestamp,
});

export function describeProvider(
  settings: Pick<DirectorySettings, 'origin'>,
  row: Row<'identity_providers'>,
): InferOutput<typeof identityProvider> {
  const { type, issuer, name, scopes, active } = row;
  return {
    id: row.id,
    type,
    issuer,
    name,
    clientId: row.client_id,
    clientAuthentication: row.client_authentication,
    scopes,
    hostedDomain: row.hosted_domain,
    mfaClaim: row.mfa_claim,
    acrValues: row.acr_values,
    saml: describeSaml(settings, row),
    logoutUri: logoutUriOf(settings, row),
    active,
    createdAt: row.created_at.toISOString(),
  };
}

function describeSaml(
  settings: Pick<DirectorySettings, 'origin'>,
  row: Row<'identity_providers'>,
): InferOutput<typeof identityProvider>['saml'] {
  const { id: providerId, type, client_id, login_url, certificates, certificate_uses: uses } = row;
  if (type !== 'saml') return null;
  return {
    entityId: client_id,
    acsUrl: acsUrlOf(settings),
    metadataUrl: `${settings.origin}/session/saml-metadata?identityProvider=${providerId}`,
    loginUrl: login_url ?? '',
    certificates: certificates.map((pem) => {
      const { fingerprint256: fingerprint, validTo } = new X509Certificate(pem);
      const used = uses[fingerprint];
      return {
        fingerprint,
        expiresAt: new Date(validTo).toISOString(),
        lastUsedAt: used === undefined ? null : new Date(used).toISOString(),
      };
    }),
  };
}

/** Returns a provider as the audit log stores it. */
export function providerObject(row: Pick<Row<'identity_providers'>, 'id' | 'name' | 'issuer'>) {
  return { type: 'identity_provider', id: row.id, name: row.name, issuer: row.issuer };
}

/** Returns a query of an account's providers. An account has at most {@link MAX_PROVIDERS}. */
export function selectProviders(database: Database, accountId: string) {
  return database.selectFrom('identity_providers').selectAll().where('account_id', '=', accountId);
}

export const MAX_PROVIDERS = 10;

/**
 * Locks a provider of an account.
 *
 * @throws DirectoryError `NOT_FOUND`, also for providers of other accounts.
 */
export function lockProvider(
  { tx, accountId }: LockedAccount,
  providerId: string,
): Answer<Row<'identity_providers'>> {
  const query = selectProviders(tx, accountId).where('id', '=', providerId).forUpdate();
  return check(tx, query, ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
}

/** Encrypts the secret of a provider, so that it cannot be decrypted in another provider's row. */
export function encryptClientSecret(keys: DirectoryKeys, providerId: string, text: string): string {
  return encrypt(keys, text, `${providerId} client secret`);
}

/** Decrypts a secret of {@link encryptClientSecret}. @throws EncryptionError if none of the keys decrypts it. */
export function decryptClientSecret(
  keys: DirectoryKeys,
  { id: providerId, client_secret }: Pick<Row<'identity_providers'>, 'id' | 'client_secret'>,
): Decrypted {
  return decrypt(keys, client_secret, `${providerId} client secret`);
}

/** The URL that gets the responses of SAML: the assertion consumer service. */
export function acsUrlOf({ origin }: Pick<DirectorySettings, 'origin'>): string {
  return `${origin}/session/return-saml`;
}

/** The entity id that this service has at a new provider. A response for another provider is then none for this one. */
export function entityIdOf(
  { origin }: Pick<DirectorySettings, 'origin'>,
  providerId: string,
): string {
  return `${origin}/session/saml/${providerId}`;
}

/** The redirect URI that is registered at every provider. */
export function redirectUriOf({ origin }: Pick<DirectorySettings, 'origin'>): string {
  return `${origin}/session/return-sso`;
}

/** The URL of a provider's back-channel logout (OpenID Connect Back-Channel Logout 1.0). */
export function logoutUriOf(
  { origin }: Pick<DirectorySettings, 'origin'>,
  { id: providerId }: { readonly id: string },
): string {
  return `${origin}/session/back-channel-logout?identityProvider=${providerId}`;
}
