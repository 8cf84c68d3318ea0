import { sql } from 'kysely';
import { type Identity, NO_ROLES } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import { callerNameOf } from '../accounts/reserved-name';

/** Whose a credential is, as {@link OWNER_COLUMNS} read it. */
export interface FoundOwner {
  readonly id: string;
  readonly account_id: string;
  readonly created_by: string;
  readonly account_name: string;
  readonly is_active: boolean;
  /** Whether the account requires a second factor that the owner does not have. */
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

/** Credentials `c`, with their accounts `a` and whoever owns them. */
export const CREDENTIALS_WITH_OWNERS = sql`public.credentials c
    join public.accounts a on a.id = c.account_id
    left join public.memberships m on m.id = c.membership_id
    left join public.users u on u.id = m.user_id
    left join public.service_users sv on sv.id = c.service_user_id`;

export const OWNER_COLUMNS = sql`c.id, c.account_id, c.created_by, a.name as account_name,
      coalesce(m.active, sv.active) as is_active,
      m.id is not null and a.mfa_required and u.totp_confirmed_at is null as must_enrol,
      u.id as user_id, u.email, m.id as membership_id, m.team, m.administrator,
      coalesce(m.developer, sv.developer) as developer,
      sv.id as service_user_id, sv.name as service_user_name`;

// Administrators make credentials for members, and have seen the secret.
function isOfAnother({ created_by, user_id }: FoundOwner): boolean {
  return created_by.startsWith('usr_') && created_by !== user_id;
}

/** Who the owner of a credential is, until `end`; null: for as long as nobody changes it. */
export function identityOf(found: FoundOwner, end: Date | null): Identity {
  const { id, account_id, account_name, developer, team, administrator } = found;
  const whole = {
    accountId: account_id,
    accountName: account_name,
    credentialId: id,
    ...(end === null ? {} : { expiresAt: end.getTime() }),
  };
  if (found.service_user_id !== null) {
    return Object.freeze({
      ...whole,
      serviceUserId: found.service_user_id,
      name: callerNameOf(found.service_user_id, found.service_user_name ?? ''),
      roles: Object.freeze({ ...NO_ROLES, developer }),
    });
  }
  return Object.freeze({
    ...whole,
    userId: found.user_id ?? '',
    ...(isOfAnother(found) ? { onBehalfOf: found.created_by } : {}),
    membershipId: found.membership_id ?? '',
    name: found.email ?? '',
    roles: Object.freeze({
      developer,
      team: team ?? NO_ROLES.team,
      administrator: administrator === true,
    }),
  });
}
