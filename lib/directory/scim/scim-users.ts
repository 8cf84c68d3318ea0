import { type RawBuilder, sql } from 'kysely';
import { ScimError } from '../../scim/scim-error';
import type { UserAttribute } from '../../scim/user-attributes';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { prepareRemoval } from '../operations/account/prepare-removal';
import { lockScimMember } from './change-user';
import { filterCondition } from './filter-condition';
import {
  type ScimMember,
  scimMemberOf,
  selectGroupsOf,
  selectScimUsers,
  userColumns,
} from './scim-member';
import { NO_VALUES, readScimPage, requireValues, type ScimPage, type ScimQuery } from './scim-page';
import { requireScim, selectProvisioning, withScimLock } from './scim-transaction';

/** What a list of users selects. */
export interface UserQuery extends ScimQuery<UserAttribute> {
  readonly withGroups: boolean;
}

/** Finds the members whom a filter selects, by the time at which they joined. */
export async function listUsers(call: Call, wanted: UserQuery): Promise<ScimPage<ScimMember>> {
  const { accountId = '' } = callerOf(call);
  const { filter, startIndex, count, withGroups } = wanted;
  const selected = selectedBy(filter, accountId);
  const ids = sql<string>`select m.id from ${selected}
    order by m.created_at, m.id offset ${startIndex - 1} limit ${count}`;
  const { rows, total, values } = await readScimPage(call, wanted, {
    rows: selectScimUsers(call.database)
      .where('m.id', '=', sql<string>`any(array(${ids}))`)
      .orderBy('m.created_at')
      .orderBy('m.id'),
    selected,
    values: withGroups ? selectGroupsOf(ids) : NO_VALUES,
  });
  const users = rows.map(scimMemberOf);
  if (!withGroups) return { total, items: users };
  const groupsOf = requireValues(values, 'groups');
  return { total, items: users.map((user) => ({ ...user, groups: groupsOf(user.id) })) };
}

// All members are counted and paged in indexes alone. PostgreSQL reads their rows as soon as the statement names the users.
function selectedBy(filter: UserQuery['filter'], accountId: string): RawBuilder<unknown> {
  if (filter === undefined) return sql`public.memberships m where m.account_id = ${accountId}`;
  return sql`public.memberships m join public.users u on u.id = m.user_id
    where m.account_id = ${accountId} and ${filterCondition(filter, userColumns(accountId))}`;
}

/** Finds a member. @throws ScimError 404, also for members of other accounts. */
export async function findUser(call: Call, id: string, withGroups: boolean): Promise<ScimMember> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  const member = selectScimUsers(database)
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id);
  const own = sql<string>`
    select id from public.memberships where account_id = ${accountId} and id = ${id}`;
  const [account, [found], groups] = await together(
    database,
    selectProvisioning(database, accountId),
    member,
    withGroups ? selectGroupsOf(own) : NO_VALUES,
  );
  requireScim(account);
  if (found === undefined) throw new ScimError(404, 'There is no such user in this account.');
  const user = scimMemberOf(found);
  return withGroups ? { ...user, groups: requireValues(groups, 'groups')(id) } : user;
}

/** Removes a member. The user stays. @throws ScimError 404 or 409. */
export function removeUser(call: Call, id: string): Promise<void> {
  return withScimLock(call, async (locked) => {
    const member = lockScimMember(call, locked, id);
    const remove = prepareRemoval(call, locked, id);
    await remove(await member());
  });
}
