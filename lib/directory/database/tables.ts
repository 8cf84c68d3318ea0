import type { ColumnType, Generated, Selectable } from 'kysely';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { Bigint, Created, Fixed } from './columns';
import type { IpMissesTable, IpRulesTable } from './ip-tables';
import type { PhonesTable, PhoneVerificationsTable } from './phone-tables';
import type { ManagedColumns, ScimTables } from './scim-tables';
import type { SsoTables } from './sso-tables';

interface AccountsTable {
  readonly id: Fixed<string>;
  name: string;
  mfa_required: Generated<boolean>;
  /** Null: no restriction of the addresses of sessions. */
  dashboard_ip_mode: Generated<IpMode | null>;
  /** Null: no restriction of the addresses of credentials. */
  api_ip_mode: Generated<IpMode | null>;
  /** Whether members must log in with an identity provider of the account. */
  sso: Generated<'mixed' | 'enforced'>;
  /** Whether an identity provider of the account makes its users members. */
  provisioning: Generated<'invite' | 'jit' | 'scim'>;
  readonly created_at: Created;
  /** When its only member deleted their user. */
  closed_at: ColumnType<Date | null, never, Date>;
}

export type IpMode = 'warning' | 'enforced';

interface UsersTable {
  readonly id: Fixed<string>;
  email: string;
  email_key: string;
  name: string;
  /** A PHC string. Null if the user logs in by other methods. */
  password_hash: string | null;
  /** Encrypted under DIRECTORY_KEY. */
  totp_secret: string | null;
  totp_confirmed_at: Date | null;
  /** The last time step whose code was used (RFC 6238 section 5.2). */
  totp_last_step: Bigint;
  readonly created_at: Created;
}

interface MembershipsTable extends ManagedColumns {
  readonly id: Fixed<string>;
  readonly account_id: Fixed<string>;
  readonly user_id: Fixed<string>;
  developer: DeveloperLevel;
  team: TeamLevel;
  administrator: boolean;
  active: Generated<boolean>;
  /** Whether an administrator may log in with a password although single sign-on is required. */
  break_glass: Generated<boolean>;
  /** The time of the last login to the account. */
  last_login_at: Date | null;
  /** The user's address, copied by the database, for the checks of sessions and credentials. */
  readonly user_email: ColumnType<string, never, never>;
  /** The user's name and address in lowercase, copied by the database. */
  readonly search_text: ColumnType<string, never, never>;
  /** Whether the user has an authenticator app or a phone. Copied by the database. */
  readonly mfa_enabled: ColumnType<boolean, never, never>;
  /** The hosts of the user's passkeys, copied by the database. Null if there are none. */
  readonly passkey_rp_ids: ColumnType<string[] | null, never, never>;
  readonly created_at: Created;
}

interface ServiceUsersTable {
  readonly id: Fixed<string>;
  readonly account_id: Fixed<string>;
  name: string;
  name_key: string;
  developer: DeveloperLevel;
  active: Generated<boolean>;
  readonly created_at: Created;
}

export type CredentialType = 'authtoken' | 'api_key' | 'ssh_key' | 'scim_token';

interface CredentialsTable {
  readonly id: Fixed<string>;
  readonly account_id: Fixed<string>;
  readonly type: Fixed<CredentialType>;
  readonly membership_id: Fixed<string | null>;
  readonly service_user_id: Fixed<string | null>;
  /** SHA-256 of the whole token. */
  secret_hash: Buffer | null;
  previous_secret_hash: Buffer | null;
  previous_expires_at: Date | null;
  readonly public_key: Fixed<string | null>;
  readonly fingerprint: Fixed<string | null>;
  /** The SSH key of an SSH access token. */
  readonly issued_by: Fixed<string | null>;
  paths: string[] | null;
  expires_at: Date | null;
  description: Generated<string>;
  metadata: Generated<string>;
  readonly created_at: Created;
  readonly created_by: Fixed<string>;
  last_used_at: Date | null;
}

/** A proof of a user's identity at a login. */
export type LoginMethod = 'password' | 'app' | 'recovery_code' | 'passkey' | 'phone' | 'sso';

interface SessionsTable {
  readonly id: Fixed<string>;
  secret_hash: Buffer;
  readonly user_id: Fixed<string>;
  account_id: string | null;
  second_factor_due: boolean;
  challenge_attempts: Generated<number>;
  stepped_up_at: Date | null;
  /** The proofs of the login, in order. */
  authenticated_by: Generated<LoginMethod[]>;
  readonly device: Fixed<string>;
  readonly created_at: Created;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  readonly ends_at: Fixed<Date>;
  /** The identity provider of the login, if there was one. */
  readonly idp_id: ColumnType<string | null, string | null | undefined, never>;
  readonly idp_subject: ColumnType<string | null, string | null | undefined, never>;
  /** The provider's own id of its session. */
  readonly idp_session: ColumnType<string | null, string | null | undefined, never>;
  /** Whether the provider's second factor replaces the account's. */
  readonly idp_mfa: ColumnType<boolean, boolean | undefined, never>;
}

interface PasswordResetsTable {
  readonly user_id: Fixed<string>;
  secret_hash: Buffer;
  expires_at: Date;
}

interface SignUpsTable {
  readonly email_key: Fixed<string>;
  email: string;
  secret_hash: Buffer;
  expires_at: Date;
}

interface EmailChangesTable {
  readonly user_id: Fixed<string>;
  email: string;
  email_key: string;
  secret_hash: Buffer;
  expires_at: Date;
}

interface InvitationsTable {
  readonly id: Fixed<string>;
  readonly account_id: Fixed<string>;
  readonly email: Fixed<string>;
  readonly email_key: Fixed<string>;
  developer: DeveloperLevel;
  team: TeamLevel;
  administrator: boolean;
  invited_by: string;
  secret_hash: Buffer;
  expires_at: Date;
  created_at: Generated<Date>;
}

interface RecoveryCodesTable {
  readonly user_id: Fixed<string>;
  readonly code_hash: Fixed<Buffer>;
}

interface PasskeysTable {
  readonly id: Fixed<string>;
  readonly user_id: Fixed<string>;
  /** The authenticator's id of the key. */
  readonly credential_id: Fixed<Buffer>;
  /** The host of the service that the passkey was created for. It works at no other. */
  readonly rp_id: Fixed<string>;
  /** In COSE. */
  readonly public_key: Fixed<Buffer>;
  /** The number of COSE, such as -7 for ES256. */
  readonly algorithm: Fixed<number>;
  counter: ColumnType<string, number, number>;
  readonly backup_eligible: Fixed<boolean>;
  backed_up: boolean;
  /** The model of the authenticator. */
  readonly aaguid: Fixed<string>;
  readonly transports: Fixed<string[]>;
  name: string;
  readonly created_at: Created;
  last_used_at: ColumnType<Date | null, never, Date>;
}

interface ThrottlesTable {
  readonly name: Fixed<string>;
  attempts: number;
  since: Date;
  waits: number;
  until: Date | null;
}

interface UsedChallengesTable {
  readonly digest: Fixed<Buffer>;
  readonly expires_at: Fixed<Date>;
}

interface EventsTable {
  readonly seq: ColumnType<string, never, never>;
  readonly id: ColumnType<string, never, never>;
  readonly account_id: Fixed<string | null>;
  readonly type: Fixed<string>;
  readonly at: Created;
  readonly principal_type: Fixed<string>;
  readonly principal_id: Fixed<string | null>;
  readonly principal_name: Fixed<string | null>;
  readonly credential_id: Fixed<string | null>;
  readonly source: Fixed<string>;
  readonly object_type: Fixed<string>;
  readonly object_id: Fixed<string | null>;
  /** JSON without secrets. */
  readonly object: ColumnType<Readonly<Record<string, unknown>>, string, never>;
  readonly request_id: Fixed<string>;
}

/** The tables that the migrations create, as types for Kysely's queries. */
export interface Tables extends SsoTables, ScimTables {
  accounts: AccountsTable;
  users: UsersTable;
  memberships: MembershipsTable;
  service_users: ServiceUsersTable;
  credentials: CredentialsTable;
  sessions: SessionsTable;
  password_resets: PasswordResetsTable;
  sign_ups: SignUpsTable;
  email_changes: EmailChangesTable;
  invitations: InvitationsTable;
  recovery_codes: RecoveryCodesTable;
  passkeys: PasskeysTable;
  phones: PhonesTable;
  phone_verifications: PhoneVerificationsTable;
  ip_rules: IpRulesTable;
  ip_misses: IpMissesTable;
  throttles: ThrottlesTable;
  used_challenges: UsedChallengesTable;
  events: EventsTable;
}

/** A row of a select. */
export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
