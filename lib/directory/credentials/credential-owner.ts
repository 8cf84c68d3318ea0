import { sql } from 'kysely';
import { strictObject, union } from 'valibot';
import { type Identity, NO_ROLES } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { LockedAccount } from '../accounts/account-transaction';
import { callerNameOf } from '../accounts/service-users';
import { DirectoryError } from '../errors';
import { id } from '../schemas';

/** Whose a credential is: one member or one service user, for ever. */
export interface Owner {
  readonly column: 'membership_id' | 'service_user_id';
  readonly id: string;
}

/** How administrators name an owner. */
export const ownerInput = union([strictObject({ member: id }), strictObject({ serviceUser: id })]);

type OwnerInput = { readonly member: string } | { readonly serviceUser: string };

/** The owner of the caller's own credentials. */
export function callerAsOwner({ membershipId, serviceUserId }: Identity): Owner {
  if (membershipId !== undefined) return { column: 'membership_id', id: membershipId };
  return { column: 'service_user_id', id: serviceUserId ?? '' };
}

/**
 * The owner that an administrator has named. Inside of `withAccountLock`, which keeps others from disabling or
 * deleting it meanwhile.
 *
 * @throws DirectoryError `OWNER_INVALID` for one that is not active, or not of this account.
 */
export async function findOwner(
  { tx, accountId }: LockedAccount,
  named: OwnerInput,
): Promise<Owner> {
  const isMember = 'member' in named;
  const found = await tx
    .selectFrom(isMember ? 'memberships' : 'service_users')
    .select('id')
    .where('id', '=', isMember ? named.member : named.serviceUser)
    .where('account_id', '=', accountId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('OWNER_INVALID');
  return { column: isMember ? 'membership_id' : 'service_user_id', id: found.id };
}

/** Whose a credential is, as {@link OWNER_COLUMNS} read it. */
export interface FoundOwner {
  readonly id: string;
  readonly account_id: string;
  readonly created_by: string;
  readonly account_name: string;
  readonly is_active: boolean;
  /** Whether the account requires a second factor that the owner does not have. */
  readonly must_enroll: boolean;
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
      m.id is not null and a.mfa_required and u.totp_confirmed_at is null as must_enroll,
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
