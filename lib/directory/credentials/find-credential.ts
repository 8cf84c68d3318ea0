import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/database';
import type { CredentialKind } from '../database/tables';
import { type Identity, NO_ROLES } from '../identity';
import { secretHash } from '../ids';
import type { DeveloperLevel, TeamLevel } from '../roles/roles';

interface Found {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly secret_hash: Buffer | null;
  readonly previous_secret_hash: Buffer | null;
  readonly is_expired: boolean;
  readonly is_stale: boolean;
  readonly paths: string[] | null;
  readonly account_id: string;
  readonly account_name: string;
  readonly is_active: boolean;
  readonly must_enrol: boolean;
  readonly user_id: string | null;
  readonly email: string | null;
  readonly membership_id: string | null;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel | null;
  readonly administrator: boolean | null;
  readonly service_user_id: string | null;
  readonly service_user_name: string | null;
}

/** A credential that is live, and whom it belongs to. */
export interface LiveCredential {
  readonly kind: CredentialKind;
  readonly identity: Identity;
  /** The paths it counts for; undefined: all of them. */
  readonly paths: readonly string[] | undefined;
}

/**
 * What became of a token: its own time may be over. A credential whose owner is not active, or has no
 * second factor where the account requires one, is as good as none.
 */
export type FoundCredential = LiveCredential | 'expired' | null;

/**
 * The credential of a token, by its public id, where it is live, its owner is active and so is the
 * owner's membership: read fresh each time, in one statement.
 */
export async function findCredential(
  database: Database,
  { id, token }: { readonly id: string; readonly token: string },
): Promise<FoundCredential> {
  const { rows } = await sql<Found>`
    select c.id, c.kind, c.secret_hash, c.paths, c.account_id, a.name as account_name,
      case when c.previous_expires_at > now() then c.previous_secret_hash end as previous_secret_hash,
      coalesce(c.expires_at <= now(), false) as is_expired,
      c.last_used_at is null or c.last_used_at < now() - interval '1 minute' as is_stale,
      coalesce(m.active, sv.active) as is_active,
      m.id is not null and a.mfa_required and u.totp_confirmed_at is null as must_enrol,
      u.id as user_id, u.email, m.id as membership_id, m.team, m.administrator,
      coalesce(m.developer, sv.developer) as developer,
      sv.id as service_user_id, sv.name as service_user_name
    from credentials c
    join accounts a on a.id = c.account_id
    left join memberships m on m.id = c.membership_id
    left join users u on u.id = m.user_id
    left join service_users sv on sv.id = c.service_user_id
    where c.id = ${id}`.execute(database);
  const [found] = rows;
  if (found === undefined || !isSecretOf(found, token)) return null;
  if (!found.is_active || found.must_enrol) return null;
  if (found.is_expired) return 'expired';
  if (found.is_stale) await touch(database, id);
  return { kind: found.kind, identity: identityOf(found), paths: found.paths ?? undefined };
}

function isSecretOf({ secret_hash, previous_secret_hash }: Found, token: string): boolean {
  const hash = secretHash(token);
  return [secret_hash, previous_secret_hash].some(
    (stored) => stored?.length === hash.length && timingSafeEqual(stored, hash),
  );
}

async function touch(database: Database, id: string): Promise<void> {
  await database
    .updateTable('credentials')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

function identityOf(found: Found): Identity {
  const { id, account_id, account_name, developer, team, administrator } = found;
  const whole = { accountId: account_id, accountName: account_name, credentialId: id };
  if (found.service_user_id !== null) {
    return Object.freeze({
      ...whole,
      serviceUserId: found.service_user_id,
      name: found.service_user_name ?? '',
      roles: Object.freeze({ ...NO_ROLES, developer }),
    });
  }
  return Object.freeze({
    ...whole,
    userId: found.user_id ?? '',
    membershipId: found.membership_id ?? '',
    name: found.email ?? '',
    roles: Object.freeze({
      developer,
      team: team ?? NO_ROLES.team,
      administrator: administrator === true,
    }),
  });
}
