import { sql } from 'kysely';
import type { GroupAttribute } from '../../scim/group-attributes';
import { ScimError } from '../../scim/scim-error';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { filterCondition } from './filter-condition';
import {
  GROUP_COLUMNS,
  type ScimGroup,
  scimGroupOf,
  selectMembersOf,
  selectScimGroups,
} from './scim-group';
import { NO_VALUES, readScimPage, requireValues, type ScimPage, type ScimQuery } from './scim-page';
import { requireScim, selectProvisioning } from './scim-transaction';

/** What a list of groups selects. */
export interface GroupQuery extends ScimQuery<GroupAttribute> {
  readonly withMembers: boolean;
}

/** Finds the groups that a filter selects, by the time at which they were created. */
export async function listGroups(call: Call, wanted: GroupQuery): Promise<ScimPage<ScimGroup>> {
  const { accountId = '' } = callerOf(call);
  const { filter, startIndex, count, withMembers } = wanted;
  const condition =
    filter === undefined ? sql<boolean>`true` : filterCondition(filter, GROUP_COLUMNS);
  const selected = sql`public.scim_groups g where g.account_id = ${accountId} and ${condition}`;
  const ids = sql<string>`select g.id from ${selected}
    order by g.created_at, g.id offset ${startIndex - 1} limit ${count}`;
  const { rows, total, values } = await readScimPage(call, wanted, {
    rows: selectScimGroups(call.database)
      .where('g.id', '=', sql<string>`any(array(${ids}))`)
      .orderBy('g.created_at')
      .orderBy('g.id'),
    selected,
    values: withMembers ? selectMembersOf(ids) : NO_VALUES,
  });
  const groups = rows.map(scimGroupOf);
  if (!withMembers) return { total, items: groups };
  const membersOf = requireValues(values, 'members');
  return { total, items: groups.map((group) => ({ ...group, members: membersOf(group.id) })) };
}

/** Finds a group. @throws ScimError 404, also for groups of other accounts. */
export async function findGroup(call: Call, id: string, withMembers: boolean): Promise<ScimGroup> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  const own = sql<string>`
    select id from public.scim_groups where account_id = ${accountId} and id = ${id}`;
  const [account, [found], members] = await together(
    database,
    selectProvisioning(database, accountId),
    selectScimGroups(database).where('g.account_id', '=', accountId).where('g.id', '=', id),
    withMembers ? selectMembersOf(own) : NO_VALUES,
  );
  requireScim(account);
  if (found === undefined) throw new ScimError(404, 'There is no such group in this account.');
  const group = scimGroupOf(found);
  return withMembers ? { ...group, members: requireValues(members, 'members')(id) } : group;
}
