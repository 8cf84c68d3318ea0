import { sql } from 'kysely';
import type { GroupAttribute } from '../../scim/group-attributes';
import { ScimError } from '../../scim/scim-error';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { filterCondition } from './filter-condition';
import { GROUP_COLUMNS, type ScimGroup, scimGroupOf, selectScimGroups } from './scim-group';
import { requireScim, selectProvisioning } from './scim-transaction';
import type { ScimPage, ScimQuery } from './scim-users';

/** What a list of groups selects. */
export interface GroupQuery extends ScimQuery<GroupAttribute> {
  readonly withMembers: boolean;
}

/** Finds the groups that a filter selects, by the time at which they were created. */
export async function listGroups(call: Call, wanted: GroupQuery): Promise<ScimPage<ScimGroup>> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  const condition =
    wanted.filter === undefined
      ? sql<boolean>`true`
      : filterCondition(wanted.filter, GROUP_COLUMNS);
  const page = selectScimGroups(database, wanted.withMembers)
    .where('g.account_id', '=', accountId)
    .where(condition)
    .orderBy('g.created_at')
    .orderBy('g.id')
    .offset(wanted.startIndex - 1)
    .limit(wanted.count);
  const counted = sql<{ total: number }>`select count(*)::int as total
    from public.scim_groups g where g.account_id = ${accountId} and ${condition}`;
  const [account, rows, [count]] = await together(
    database,
    selectProvisioning(database, accountId),
    page,
    counted,
  );
  requireScim(account);
  return { total: count?.total ?? 0, items: requireShort(rows.map(scimGroupOf)) };
}

// An answer has at most 4 MB.
const MAX_MEMBERS = 30_000;

function requireShort(groups: readonly ScimGroup[]): readonly ScimGroup[] {
  const members = groups.reduce((sum, group) => sum + (group.members?.length ?? 0), 0);
  if (members <= MAX_MEMBERS) return groups;
  throw new ScimError(
    400,
    'The groups have too many members for one answer. Ask for fewer groups, or set excludedAttributes=members.',
    'tooMany',
  );
}

/** Finds a group. @throws ScimError 404, also for groups of other accounts. */
export async function findGroup(call: Call, id: string, withMembers: boolean): Promise<ScimGroup> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  const group = selectScimGroups(database, withMembers)
    .where('g.account_id', '=', accountId)
    .where('g.id', '=', id);
  const [account, [found]] = await together(
    database,
    selectProvisioning(database, accountId),
    group,
  );
  requireScim(account);
  if (found === undefined) throw new ScimError(404, 'There is no such group in this account.');
  const [shown] = requireShort([scimGroupOf(found)]);
  return shown as ScimGroup;
}
