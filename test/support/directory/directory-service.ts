import { randomBytes } from 'node:crypto';
import { secretHash } from '../../../lib/directory/crypto/ids';
import type { Roles } from '../../../lib/identity/roles';
import { makeToken } from '../../../lib/tokens/token-format';
import { asJson } from '../guard/as-json';
import { createDatabase, type TestDatabase } from '../postgres/database';
import type { Environment } from '../services/environments';
import type { Service } from '../services/service';

/** A service somewhere, with a directory in a database of its own. */
export interface DirectoryService {
  readonly service: Service;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/** What somebody presents, as header fields. */
export type Presented = Readonly<Record<string, string>>;

/** Starts the service at a place with an empty directory. */
export async function startDirectory(
  { start }: Environment,
  more: Readonly<Record<string, string>> = {},
): Promise<DirectoryService> {
  const database = await createDatabase();
  const variables = {
    DATABASE_URL: database.url,
    DIRECTORY_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: ORIGIN,
    ...more,
  };
  const service = await start({ variables });
  return {
    service,
    database,
    async close() {
      await service.close();
      await database.close();
    },
  };
}

const ORIGIN = 'https://service.example';

/** Calls an endpoint over HTTP, as a page of the service does. */
export function callEndpoint(
  { service }: DirectoryService,
  path: string,
  { presented = {}, input = {} }: { readonly presented?: Presented; readonly input?: object } = {},
): Promise<Response> {
  return fetch(`${service.url}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: ORIGIN, ...presented },
    body: JSON.stringify(asJson(input)),
  });
}

/** What a row of SQL makes of somebody. */
export interface NewMember {
  readonly account: string;
  readonly roles: Roles;
  /** Default: `authenticated`. */
  readonly status?: 'mfa_required' | 'authenticated';
}

const random = () => randomBytes(8).toString('hex');

/** Adds an account. @returns its id. */
export async function addAccount(database: TestDatabase, mfaRequired = false): Promise<string> {
  const id = `ac_${random()}`;
  await database.query('insert into accounts (id, name, mfa_required) values ($1, $1, $2)', [
    id,
    mfaRequired,
  ]);
  return id;
}

/** Adds a user without a password, as a member. */
export async function addMember(database: TestDatabase, { account, roles }: NewMember) {
  const user = `usr_${random()}`;
  const membership = `mbr_${random()}`;
  await database.query('insert into users (id, email, email_key, name) values ($1, $2, $2, $1)', [
    user,
    `${user}@example.com`,
  ]);
  await database.query(
    'insert into memberships (id, account_id, user_id, developer, team, administrator) values ($1, $2, $3, $4, $5, $6)',
    [membership, account, user, roles.developer, roles.team, roles.administrator],
  );
  return { user, membership, email: `${user}@example.com` };
}

/** Gives a user a session. @returns the cookie. */
export async function addSession(
  database: TestDatabase,
  given: { readonly user: string; readonly account: string | null; readonly status?: string },
): Promise<Presented> {
  const secret = random() + random();
  await database.query(
    `insert into sessions (id, secret_hash, user_id, account_id, second_factor_due, device, expires_at, ends_at)
     values ($1, $2, $3, $4, $5, 'test', now() + interval '1 hour', now() + interval '1 hour')`,
    [
      `ses_${random()}`,
      secretHash(secret),
      given.user,
      given.account,
      given.status === 'mfa_required',
    ],
  );
  return { Cookie: `__Secure-session=${secret}` };
}

/** Gives a member or a service user a credential. @returns its id and the token. */
export async function addCredential(
  database: TestDatabase,
  given: {
    readonly account: string;
    readonly type: 'authtoken' | 'api_key';
    readonly membership?: string;
    readonly serviceUser?: string;
  },
): Promise<{ readonly id: string; readonly token: string }> {
  const prefix = given.type === 'authtoken' ? 'tfa' : 'tfk';
  const { id: tail, token } = makeToken(prefix);
  const id = `${prefix}_${tail}`;
  await database.query(
    `insert into credentials (id, account_id, type, membership_id, service_user_id, secret_hash, created_by)
     values ($1, $2, $3, $4, $5, $6, 'test')`,
    [
      id,
      given.account,
      given.type,
      given.membership ?? null,
      given.serviceUser ?? null,
      secretHash(token),
    ],
  );
  return { id, token };
}

/** Adds a service user who may write. @returns its id. */
export async function addServiceUser(database: TestDatabase, account: string): Promise<string> {
  const id = `svc_${random()}`;
  await database.query(
    "insert into service_users (id, account_id, name, name_key, developer) values ($1, $2, $1, $1, 'read-write')",
    [id, account],
  );
  return id;
}
