import { createHash, randomBytes } from 'node:crypto';
import type { Roles } from '../../../lib/identity/roles';
import { makeToken } from '../../../lib/tokens/token-format';
import type { TestDatabase } from '../postgres/database';

/** A column's value, or an SQL expression in an object. */
type Value = string | boolean | null | Buffer | readonly string[] | { readonly sql: string };
type Columns = Readonly<Record<string, Value>>;

/** Returns a time that is a number of seconds from now by the database's clock. */
export const inSeconds = (seconds: number) => ({
  sql: `now() + make_interval(secs => ${seconds})`,
});

/** Inserts one row. */
export async function addRow(database: TestDatabase, table: string, row: Columns): Promise<void> {
  const values: unknown[] = [];
  const expressions = Object.values(row).map((value) => {
    if (value !== null && typeof value === 'object' && 'sql' in value) return value.sql;
    values.push(value);
    return `$${values.length}`;
  });
  const names = Object.keys(row).join(', ');
  const sql = `insert into ${table} (${names}) values (${expressions.join(', ')})`;
  await database.query(sql, values);
}

/** Adds an account. @returns its id. */
export async function addAccount(database: TestDatabase, columns: Columns = {}): Promise<string> {
  const id = newId('ac');
  await addRow(database, 'accounts', { id, name: id, ...columns });
  return id;
}

/** Adds a user without a password, as a member. */
export async function addMember(database: TestDatabase, accountId: string, roles: Roles) {
  const userId = newId('usr');
  const membershipId = newId('mbr');
  const email = `${userId}@example.com`;
  await addRow(database, 'users', { id: userId, email, email_key: email, name: userId });
  const membership = { id: membershipId, account_id: accountId, user_id: userId };
  await addRow(database, 'memberships', { ...membership, ...roles });
  return { userId, membershipId, email };
}

/** Adds a session, which is live unless columns differ. @returns its secret and its id. */
export async function addSession(
  database: TestDatabase,
  { userId, accountId }: { readonly userId: string; readonly accountId: string | null },
  columns: Columns = {},
): Promise<{ readonly secret: string; readonly id: string }> {
  const secret = randomBytes(20).toString('hex');
  const id = newId('ses');
  await addRow(database, 'sessions', {
    id,
    secret_hash: sha256(secret),
    user_id: userId,
    account_id: accountId,
    second_factor_due: false,
    device: 'test',
    stepped_up_at: inSeconds(0),
    expires_at: inSeconds(3600),
    ends_at: inSeconds(7200),
    ...columns,
  });
  return { secret, id };
}

/** The owner of a credential: the id of a member or a service user. */
export interface Owner {
  readonly accountId: string;
  readonly membershipId?: string;
  readonly serviceUserId?: string;
}

/** Adds a credential, which is live unless columns differ. @returns its token and its id. */
export async function addCredential(
  database: TestDatabase,
  type: 'authtoken' | 'api_key',
  owner: Owner,
  columns: Columns = {},
): Promise<{ readonly token: string; readonly id: string }> {
  const prefix = type === 'authtoken' ? 'tfa' : 'tfk';
  const { id: part, token } = makeToken(prefix);
  const id = `${prefix}_${part}`;
  await addRow(database, 'credentials', {
    id,
    account_id: owner.accountId,
    type,
    membership_id: owner.membershipId ?? null,
    service_user_id: owner.serviceUserId ?? null,
    secret_hash: sha256(token),
    created_by: 'test',
    ...columns,
  });
  return { token, id };
}

/** Adds a service user. @returns its id. */
export async function addServiceUser(
  database: TestDatabase,
  accountId: string,
  name: string,
): Promise<string> {
  const id = newId('svc');
  await addRow(database, 'service_users', {
    id,
    account_id: accountId,
    name,
    name_key: name.toLowerCase(),
    developer: 'read-write',
  });
  return id;
}

/** Returns the id of a user's membership in an account. */
export async function membershipOf(
  database: TestDatabase,
  userId: string,
  accountId: string,
): Promise<string> {
  const sql = 'select id from memberships where user_id = $1 and account_id = $2';
  const [row] = await database.query<{ id: string }>(sql, [userId, accountId]);
  if (row === undefined) throw new Error('There is no such membership.');
  return row.id;
}

/** Returns the hash by which a secret is stored. */
export function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(8).toString('hex')}`;
}
