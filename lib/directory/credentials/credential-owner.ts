import { sql } from 'kysely';
import { strictObject, union } from 'valibot';
import { type Identity, NO_ROLES } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { LockedAccount } from '../accounts/account-transaction';
import { callerNameOf } from '../accounts/service-users';
import { type Answer, check, type Query, readOne, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { id } from '../schemas';
import type { DirectorySettings } from '../settings';
import { hasFactorOfProvider, userHasSecondFactor } from '../users/second-factors';

/** The owner of a credential: one member or one service user. It never changes. */
export interface Owner {
  readonly column: 'membership_id' | 'service_user_id';
  readonly id: string;
}

/** The schema of an owner in an administrator's call. */
export const ownerInput = union([strictObject({ member: id }), strictObject({ serviceUser: id })]);

type OwnerInput = { readonly member: string } | { readonly serviceUser: string };

/** Returns the caller as the owner of credentials. */
export function callerAsOwner({ membershipId, serviceUserId }: Identity): Owner {
  if (membershipId !== undefined) return { column: 'membership_id', id: membershipId };
  return { column: 'service_user_id', id: serviceUserId ?? '' };
}

/**
 * Checks the owner of a new credential with the next statement. Call it inside `withAccountLock`, which
 * prevents that the owner is disabled or deleted in the meantime.
 *
 * @returns the owner's name.
 * @throws DirectoryError there: `OWNER_INVALID` if the owner is not active or not in this account.
 */
export function checkOwner({ tx, accountId }: LockedAccount, owner: Owner): Answer<string> {
  const names =
    owner.column === 'membership_id'
      ? tx
          .selectFrom('memberships as o')
          .innerJoin('users as u', 'u.id', 'o.user_id')
          .select('u.email as name')
          .where('o.id', '=', owner.id)
          .where('o.account_id', '=', accountId)
          .where('o.active', '=', true)
      : tx
          .selectFrom('service_users as o')
          .select('o.name')
          .where('o.id', '=', owner.id)
          .where('o.account_id', '=', accountId)
          .where('o.active', '=', true);
  return check(tx, names as Query<{ readonly name: string }>, ([found]) => {
    if (found === undefined) throw new DirectoryError('OWNER_INVALID');
    return found.name;
  });
}

/** Returns the owner that an administrator's call names. */
export function namedOwner(named: OwnerInput): Owner {
  if ('member' in named) return { column: 'membership_id', id: named.member };
  return { column: 'service_user_id', id: named.serviceUser };
}

/** Counts the credentials of an owner, with SSH access tokens. */
export function countCredentials(tx: Tx, { column, id: ownerId }: Owner): Answer<number> {
  const counted = readOne(
    tx,
    tx
      .selectFrom('credentials')
      .select((the) => the.fn.countAll<string>().as('count'))
      .where(column, '=', ownerId),
  );
  return async () => Number((await counted()).count);
}

/** The owner of a credential, with the columns of {@link ownerColumns}. */
export interface FoundOwner {
  readonly id: string;
  readonly account_id: string;
  readonly created_by: string;
  readonly account_name: string;
  readonly is_active: boolean;
  /** Whether the account requires a second factor that the owner neither has nor has proven at its identity provider. */
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

/** Credentials `c` with their accounts `a` and owners. */
export const CREDENTIALS_WITH_OWNERS = sql`public.credentials c
    join public.accounts a on a.id = c.account_id
    left join public.memberships m on m.id = c.membership_id
    left join public.service_users sv on sv.id = c.service_user_id`;

/** Returns the columns of a credential's owner. */
export const ownerColumns = (
  service: Pick<DirectorySettings, 'rpId'>,
) => sql`c.id, c.account_id, c.created_by, a.name as account_name,
      coalesce(m.active, sv.active) as is_active,
      m.id is not null and a.mfa_required and not ${userHasSecondFactor(service, sql.ref('m.user_id'))}
        and not ${hasFactorOfProvider()} as must_enroll,
      m.user_id, m.user_email as email, m.id as membership_id, m.team, m.administrator,
      coalesce(m.developer, sv.developer) as developer,
      sv.id as service_user_id, sv.name as service_user_name`;

// An administrator who creates a credential for a member has seen its secret.
function isOfAnother({ created_by, user_id }: FoundOwner): boolean {
  return created_by.startsWith('usr_') && created_by !== user_id;
}

/**
 * Returns the identity of a credential's owner. `end` is the expiry, or null if the credential does not
 * expire.
 */
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
