import { type Kysely, sql } from 'kysely';
import { othersWithRights } from './others-with-rights';

// The rights that Functions need, and no others. Events cannot be changed, and the database sets their
// number, id and time. A credential keeps its owner, account and type. Accounts cannot be deleted, nor users with
// memberships. The partitions of the events have no grants: every statement names the whole table.
const GRANTS = [
  'select, insert, update (name, mfa_required, dashboard_ip_mode, api_ip_mode, sso, provisioning, closed_at) on accounts',
  'select, insert, delete, update (email, email_key, name, password_hash, totp_secret, totp_confirmed_at, totp_last_step) on users',
  'select, insert, delete, update (developer, team, administrator, active, break_glass, last_login_at, managed, external_id, scim_user_name, scim_user_key, given_name, family_name, display_name, changed_at) on memberships',
  'select, insert, delete, update (name, name_key, developer, active) on service_users',
  'select, insert, delete, update (secret_hash, previous_secret_hash, previous_expires_at, paths, expires_at, description, metadata, last_used_at) on credentials',
  'select, insert, delete, update (secret_hash, account_id, second_factor_due, challenge_attempts, stepped_up_at, authenticated_by, last_seen_at, expires_at) on sessions',
  'select, insert, delete, update (secret_hash, expires_at) on password_resets',
  'select, insert, delete, update (email, secret_hash, expires_at) on sign_ups',
  'select, insert, delete, update (email, email_key, secret_hash, expires_at) on email_changes',
  'select, insert, delete, update (developer, team, administrator, invited_by, secret_hash, expires_at, created_at) on invitations',
  'select, insert, delete on recovery_codes',
  'select, insert, delete, update (counter, backed_up, name, last_used_at) on passkeys',
  'select, insert, delete, update (number, created_at) on phones',
  'select, insert, delete, update (sid, number, expires_at) on phone_verifications',
  'select, insert, delete on ip_rules',
  'select, insert, delete, update (last_at) on ip_misses',
  'select, insert, delete, update (name, client_id, client_secret, client_authentication, scopes, hosted_domain, mfa_claim, acr_values, active, login_url, certificates, certificate_uses) on identity_providers',
  'select, insert, delete, update (last_used_at, mfa_at) on user_identities',
  'select, insert, delete, update (verified_at, checked_at, lost_at, by_operator) on account_domains',
  'select, insert, delete, update (result_hash, result, expires_at) on sso_attempts',
  'select, insert, delete, update (display_name, name_key, external_id, developer, team, administrator, changed_at) on scim_groups',
  'select, insert, delete on scim_group_members',
  'select, insert, delete, update on throttles',
  'select, insert, delete on used_challenges',
  'select, insert (account_id, type, principal_type, principal_id, principal_name, credential_id, source, object_type, object_id, object, request_id) on events',
  'select, insert, delete, update on event_counts',
].map((text) => {
  const at = text.lastIndexOf(' on ');
  return { rights: text.slice(0, at), table: text.slice(at + 4) };
});

/** The directory's tables in the schema `public`. */
export const TABLES: readonly string[] = GRANTS.map(({ table }) => table);

/**
 * Grants the rights that Functions need to their role, and revokes all rights of other roles than the tables'
 * owner. A database may grant rights on new tables to unrelated roles by default.
 *
 * @param db - connected as the tables' owner, inside a transaction.
 * @param role - the name of the Functions' role. It gets no grants if it owns the tables.
 * @returns the names of the other roles that had rights.
 */
export async function grantTo(db: Kysely<unknown>, role: string): Promise<readonly string[]> {
  const before = await othersWithRights(db, TABLES);
  for (const { kind, name, grantee } of before) {
    const from = grantee === null ? sql.raw('public') : sql.id(grantee);
    await sql`revoke all on ${sql.raw(kind)} ${sql.raw(name)} from ${from} cascade`.execute(db);
  }
  const { rows } = await sql<{ isOwner: boolean }>`
    select current_user = ${role} as "isOwner"`.execute(db);
  if (rows[0]?.isOwner === false) {
    for (const { rights, table } of GRANTS) {
      await sql`grant ${sql.raw(rights)} on ${tableOf(table)} to ${sql.id(role)}`.execute(db);
    }
    await sql`grant execute on function public.add_event_partitions() to ${sql.id(role)}`.execute(
      db,
    );
  }
  await openRowSecurity(db, role);
  const others = before.map(({ grantee }) => grantee ?? 'public');
  return [...new Set(others)].filter((name) => name !== role);
}

const POLICY = sql.id('directory_service');

// Some databases enable row security for each new table. Without a policy, every table would look empty and
// every session invalid.
async function openRowSecurity(db: Kysely<unknown>, role: string): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select relname as table from pg_catalog.pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${TABLES}) and relrowsecurity`.execute(
    db,
  );
  for (const { table } of rows) {
    const on = tableOf(table);
    await sql`drop policy if exists ${POLICY} on ${on}`.execute(db);
    await sql`create policy ${POLICY} on ${on} to ${sql.id(role)} using (true) with check (true)`.execute(
      db,
    );
  }
}

const tableOf = (name: string) => sql.id('public', name);
