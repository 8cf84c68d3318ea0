import { strictObject, union } from 'valibot';
import type { Identity } from '../../identity/identity';
import type { HeldAccount } from '../accounts/account-transaction';
import { DirectoryError } from '../errors';
import { id } from '../schemas';

/** Whose a credential is: one member or one service user, for ever. */
export interface Owner {
  readonly column: 'membership_id' | 'service_user_id';
  readonly id: string;
}

/** How administrators name an owner. */
export const namedOwner = union([strictObject({ member: id }), strictObject({ serviceUser: id })]);

type NamedOwner = { readonly member: string } | { readonly serviceUser: string };

/** The owner of the caller's own credentials. */
export function ownOwner({ membershipId, serviceUserId }: Identity): Owner {
  if (membershipId !== undefined) return { column: 'membership_id', id: membershipId };
  return { column: 'service_user_id', id: serviceUserId ?? '' };
}

/**
 * The owner that an administrator has named. Inside of `inAccount`, which keeps others from disabling or
 * deleting it meanwhile.
 *
 * @throws DirectoryError `OWNER_INVALID` for one that is not active, or not of this account.
 */
export async function findOwner({ tx, accountId }: HeldAccount, named: NamedOwner): Promise<Owner> {
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
