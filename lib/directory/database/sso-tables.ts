import type { ColumnType, Generated } from 'kysely';
import type { ProvenAssertion } from '../../saml/saml';
import type { ProviderType, SsoProblem } from '../../sso/sso';
import type { Created, Fixed } from './columns';

interface IdentityProvidersTable {
  readonly id: Fixed<string>;
  /** Null if it is of the whole service. */
  readonly account_id: Fixed<string | null>;
  readonly type: Fixed<ProviderType>;
  name: string;
  readonly issuer: Fixed<string>;
  client_id: string;
  /** Encrypted under DIRECTORY_KEY. */
  client_secret: string;
  client_authentication: 'post' | 'basic';
  scopes: string[];
  hosted_domain: string | null;
  /** The claim that replaces the account's second factor. */
  mfa_claim: Generated<'none' | 'amr' | 'acr'>;
  acr_values: Generated<string[]>;
  active: Generated<boolean>;
  readonly created_at: Created;
  /** Where a login by SAML begins, and the certificates that prove its responses, as PEM. */
  login_url: string | null;
  certificates: Generated<string[]>;
  /** The time at which each certificate verified a response, by its fingerprint. */
  certificate_uses: ColumnType<Readonly<Record<string, string>>, never, string>;
}

interface UserIdentitiesTable {
  readonly idp_id: Fixed<string>;
  readonly subject: Fixed<string>;
  readonly user_id: Fixed<string>;
  /** The address that the provider sent when the identity was linked. */
  readonly email: Fixed<string | null>;
  readonly created_at: Created;
  last_used_at: ColumnType<Date | null, Date | null, Date>;
  /** The time of the last login whose second factor the provider proved. */
  mfa_at: ColumnType<Date | null, never, Date>;
}

interface AccountDomainsTable {
  readonly domain: Fixed<string>;
  readonly account_id: Fixed<string>;
  readonly token: Fixed<string>;
  verified_at: ColumnType<Date | null, never, Date | null>;
  /** The time of the last lookup of the DNS record. */
  checked_at: ColumnType<Date | null, never, Date>;
  /** The time at which the DNS record was missing for the first time. Null if it is there. */
  lost_at: ColumnType<Date | null, never, Date | null>;
  /** Whether the operator verified it, without a record. */
  by_operator: Generated<boolean>;
  readonly created_at: Created;
}

/** The purpose of a login at an identity provider. */
export type SsoPurpose = 'login' | 'test' | 'step-up' | 'link';

interface SsoAttemptsTable {
  readonly state_hash: Fixed<Buffer>;
  readonly bound_hash: Fixed<Buffer>;
  readonly idp_id: Fixed<string>;
  readonly purpose: Fixed<SsoPurpose>;
  readonly session_id: Fixed<string | null>;
  readonly nonce: Fixed<string>;
  /** Encrypted under DIRECTORY_KEY. Null for SAML. */
  readonly verifier: Fixed<string | null>;
  /** What a response of SAML proves, and the secret with which the page gets it. */
  result_hash: ColumnType<Buffer | null, never, Buffer>;
  result: ColumnType<ProvenAssertion | SsoProblem | null, never, string>;
  expires_at: Generated<Date>;
}

/** The tables of single sign-on. */
export interface SsoTables {
  identity_providers: IdentityProvidersTable;
  user_identities: UserIdentitiesTable;
  account_domains: AccountDomainsTable;
  sso_attempts: SsoAttemptsTable;
}
