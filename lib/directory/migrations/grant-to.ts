import { type Kysely, sql } from 'kysely';

// What a Function does, and nothing else: an event is never changed, a credential keeps its owner, its
// account and its kind, and nobody is deleted but from an account.
const GRANTS = [
  'select, insert, update (name, mfa_required) on accounts',
  'select, insert, update (name, password_hash, totp_secret, totp_confirmed_at, totp_last_step) on users',
  'select, insert, delete, update (developer, team, administrator, active) on memberships',
  'select, insert, delete, update (name, name_key, developer, active) on service_users',
  'select, insert, delete, update (secret_hash, previous_secret_hash, previous_expires_at, paths, expires_at, description, metadata, last_used_at) on credentials',
  'select, insert, delete, update (secret_hash, account_id, second_factor_due, challenge_attempts, stepped_up_at, last_seen_at, expires_at) on sessions',
  'select, insert, delete, update (secret_hash, expires_at) on password_resets',
  'select, insert, delete, update (email, secret_hash, expires_at) on sign_ups',
  'select, insert, delete, update (developer, team, administrator, invited_by, secret_hash, expires_at, created_at) on invitations',
  'select, insert, delete on recovery_codes',
  'select, insert, delete, update on throttles',
  'select, insert, delete on used_challenges',
  'select, insert on events',
  'select, insert, delete, update on event_counts',
];

const TABLES =
  'accounts, users, memberships, service_users, credentials, sessions, password_resets, sign_ups, invitations, recovery_codes, throttles, used_challenges, events, event_counts';

/**
 * Gives the role that Functions connect as what they need, and takes everything else from it.
 *
 * @param db - connected as the tables' owner, inside a transaction.
 * @param role - the role's name. Where it owns the tables itself, nothing changes.
 */
export async function grantTo(db: Kysely<unknown>, role: string): Promise<void> {
  const { rows } = await sql<{ isOwner: boolean }>`
    select current_user = ${role} as "isOwner"`.execute(db);
  if (rows[0]?.isOwner !== false) return;
  const grantee = sql.id(role);
  await sql`revoke all on ${sql.raw(TABLES)} from ${grantee}`.execute(db);
  for (const grant of GRANTS) {
    const column = grant.lastIndexOf(' on ');
    await sql`grant ${sql.raw(grant.slice(0, column))} on ${sql.raw(grant.slice(column + 4))} to ${grantee}`.execute(
      db,
    );
  }
}
