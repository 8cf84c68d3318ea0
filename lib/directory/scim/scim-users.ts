import { sql } from 'kysely';
import type { Filter } from '../../scim/filter';
import { ScimError } from '../../scim/scim-error';
import type { UserAttribute } from '../../scim/user-attributes';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { prepareRemoval } from '../operations/account/prepare-removal';
import { lockScimMember } from './change-user';
import { filterCondition } from './filter-condition';
import { type ScimMember, scimMemberOf, selectScimMembers, userColumns } from './scim-member';
import { requireScim, selectProvisioning, withScimLock } from './scim-transaction';

/** What a list selects. */
export interface ScimQuery<Attribute extends string> {
  readonly filter: Filter<Attribute> | undefined;
  readonly startIndex: number;
  readonly count: number;
}

/** One page of a list, and the number of all results. */
export interface ScimPage<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

/** Finds the members whom a filter selects, by the time at which they joined. */
export async function listUsers(
  call: Call,
  wanted: ScimQuery<UserAttribute>,
): Promise<ScimPage<ScimMember>> {
  const { accountId = '' } = callerOf(call);
  const condition =
    wanted.filter === undefined
      ? sql<boolean>`true`
      : filterCondition(wanted.filter, userColumns(accountId));
  const { database, settings } = call;
  const page = selectScimMembers({ database, rpId: settings.rpId })
    .where('m.account_id', '=', accountId)
    .where(condition)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .offset(wanted.startIndex - 1)
    .limit(wanted.count);
  const counted = sql<{ total: number }>`select count(*)::int as total
    from public.memberships m join public.users u on u.id = m.user_id
    where m.account_id = ${accountId} and ${condition}`;
  const [account, rows, [count]] = await together(
    database,
    selectProvisioning(database, accountId),
    page,
    counted,
  );
  requireScim(account);
  return { total: count?.total ?? 0, items: rows.map(scimMemberOf) };
}

/** Finds a member. @throws ScimError 404, also for members of other accounts. */
export async function findUser(call: Call, id: string): Promise<ScimMember> {
  const { accountId = '' } = callerOf(call);
  const { database, settings } = call;
  const member = selectScimMembers({ database, rpId: settings.rpId })
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id);
  const [account, [found]] = await together(
    database,
    selectProvisioning(database, accountId),
    member,
  );
  requireScim(account);
  if (found === undefined) throw new ScimError(404, 'There is no such user in this account.');
  return scimMemberOf(found);
}

/** Removes a member. The user stays. @throws ScimError 404 or 409. */
export function removeUser(call: Call, id: string): Promise<void> {
  return withScimLock(call, async (locked) => {
    const member = lockScimMember(call, locked, id);
    const remove = prepareRemoval(call, locked, id);
    await remove(await member());
  });
}
