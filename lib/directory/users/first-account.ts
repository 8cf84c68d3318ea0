import { sql } from 'kysely';
import { newSecret, secretHash } from '../crypto/ids';
import type { Database, Tx } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * The address of a sign-up that the operator's command created. It is not an address, so no sign-up of an endpoint
 * has it.
 */
export const OPERATOR_EMAIL = '';
const EXPIRES_HOURS = 24;
// An arbitrary number for the advisory lock, which no other program uses. Without it, two calls at once would
// both find no account.
const CREATING = 716_252_010;

/** A link for the first account: its secret and its expiry. */
export interface FirstAccountLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Creates a link with which its holder creates the first account. Only the operator's commands call this function.
 * Several links may be open. The first that is used makes the others invalid.
 *
 * @returns null if there is an account.
 */
export async function createFirstAccountLink(database: Database): Promise<FirstAccountLink | null> {
  if (await hasAccount(database)) return null;
  const token = newSecret();
  const secret_hash = secretHash(token);
  const { expiresAt } = await database
    .insertInto('sign_ups')
    .values({
      email_key: secret_hash.toString('hex'),
      email: OPERATOR_EMAIL,
      secret_hash,
      expires_at: sql<Date>`now() + make_interval(hours => ${EXPIRES_HOURS})`,
    })
    .returning('expires_at as expiresAt')
    .executeTakeFirstOrThrow();
  return { token, expiresAt };
}

/** Returns whether there is an account. */
export async function hasAccount(database: Database): Promise<boolean> {
  const { rows } = await sql<{ readonly exists: boolean }>`
    select exists (select from public.accounts)`.execute(database);
  return rows[0]?.exists !== false;
}

/** Locks the creation of the first account until the end of the transaction. */
export async function lockFirstAccount(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CREATING})`.execute(tx);
}

/**
 * Requires that there is no account, until the end of the transaction.
 *
 * @throws DirectoryError `LINK_INVALID`
 */
export async function requireNoAccount(tx: Tx): Promise<void> {
  await lockFirstAccount(tx);
  if (await hasAccount(tx)) throw new DirectoryError('LINK_INVALID');
}
