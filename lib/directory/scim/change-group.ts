import { sql } from 'kysely';
import type { GroupChanges, MemberChanges } from '../../scim/group';
import { invalidValue, ScimError } from '../../scim/scim-error';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { type Answer, check, read, readOne, write } from '../database/database';
import { giveGroupRoles } from '../sso/group-roles';
import {
  groupNameKey,
  type ScimGroup,
  scimGroupOf,
  selectMembersOf,
  selectScimGroups,
} from './scim-group';
import { NO_VALUES, valuesByOwner } from './scim-page';
import { withScimLock } from './scim-transaction';

/** A group of a POST. */
export type NewGroup = GroupChanges & { readonly displayName: string };

/** Creates a group. @throws ScimError `uniqueness` for a name of another one, `invalidValue` for unknown members. */
export function addGroup(
  call: Call,
  given: NewGroup,
  withMembers: boolean,
): Promise<Answer<ScimGroup>> {
  return withScimLock(call, async (locked) => {
    const { tx, accountId } = locked;
    const id = newId('grp');
    const { displayName, externalId = null, members } = given;
    await requireMembers(locked, members);
    const values = {
      id,
      account_id: accountId,
      display_name: displayName,
      name_key: groupNameKey(displayName),
      external_id: externalId,
    };
    await write(tx, tx.insertInto('scim_groups').values(values));
    const { added } = await changeMembers(locked, id, members);
    const object = { type: 'group', id, name: displayName, members: added.length };
    await recordEvent(tx, call, { type: 'group_created', object });
    return readGroup(locked, id, withMembers);
  });
}

interface ChangedGroup {
  readonly id: string;
  readonly changes: GroupChanges;
  /** Whether the answer has the members. */
  readonly withMembers: boolean;
}

/** Changes a group, and the roles of the members who join or leave it. @throws ScimError */
export function changeGroup(
  call: Call,
  { id, changes, withMembers }: ChangedGroup,
): Promise<Answer<ScimGroup>> {
  return withScimLock(call, async (locked) => {
    const { tx } = locked;
    const group = lockGroup(locked, id);
    await requireMembers(locked, changes.members);
    const before = await group();
    const { displayName = before.displayName, externalId = before.externalId } = changes;
    const { added, removed } = await changeMembers(locked, id, changes.members);
    const isRenamed = displayName !== before.displayName || externalId !== before.externalId;
    if (!isRenamed && added.length + removed.length === 0)
      return readGroup(locked, id, withMembers);
    const columns = {
      display_name: displayName,
      name_key: groupNameKey(displayName),
      external_id: externalId,
      changed_at: sql<Date>`now()`,
    };
    await write(tx, tx.updateTable('scim_groups').set(columns).where('id', '=', id));
    const object = { type: 'group', id, name: displayName };
    const numbers = { added: added.length, removed: removed.length };
    await recordEvent(tx, call, { type: 'group_updated', object: { ...object, ...numbers } });
    if (before.team !== null && added.length + removed.length > 0) {
      await giveGroupRoles(call, locked, sql`select unnest(${[...added, ...removed]}::text[])`);
    }
    return readGroup(locked, id, withMembers);
  });
}

/** Deletes a group. Its members lose its roles. @throws ScimError */
export function removeGroup(call: Call, id: string): Promise<void> {
  return withScimLock(call, async (locked) => {
    const { tx } = locked;
    const group = lockGroup(locked, id);
    const left = read(
      tx,
      tx.deleteFrom('scim_group_members').where('group_id', '=', id).returning('membership_id'),
    );
    const { team, displayName } = await group();
    const ids = (await left()).map(({ membership_id }) => membership_id);
    await write(tx, tx.deleteFrom('scim_groups').where('id', '=', id));
    const object = { type: 'group', id, name: displayName, members: ids.length };
    await recordEvent(tx, call, { type: 'group_deleted', object });
    if (team === null || ids.length === 0) return;
    await giveGroupRoles(call, locked, sql`select unnest(${ids}::text[])`);
  });
}

function lockGroup({ tx, accountId }: LockedAccount, id: string) {
  const query = selectScimGroups(tx)
    .where('g.account_id', '=', accountId)
    .where('g.id', '=', id)
    .forUpdate('g');
  return check(tx, query, ([found]) => {
    if (found === undefined) throw new ScimError(404, 'There is no such group in this account.');
    return found;
  });
}

function readGroup({ tx }: LockedAccount, id: string, withMembers: boolean): Answer<ScimGroup> {
  const row = readOne(tx, selectScimGroups(tx).where('g.id', '=', id));
  const members = read(tx, withMembers ? selectMembersOf(sql`select ${id}`) : NO_VALUES);
  return async () => {
    const group = scimGroupOf(await row());
    return withMembers
      ? { ...group, members: valuesByOwner(await members(), 'members')?.(id) }
      : group;
  };
}

// Sent before the group is changed, because a foreign key would refuse an unknown id first.
async function requireMembers(
  { tx, accountId }: LockedAccount,
  members: MemberChanges | undefined,
): Promise<void> {
  const ids = [...(members?.added ?? [])];
  if (ids.length === 0) return;
  const known = sql<{ count: number }>`select count(*)::int as count from public.memberships
    where account_id = ${accountId} and id = any(${ids}::text[])`;
  await check(tx, known, ([found]) => {
    if (found?.count === ids.length) return;
    throw invalidValue('members', 'must have the ids of users of this account');
  })();
}

interface ChangedMembers {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

async function changeMembers(
  { tx }: LockedAccount,
  id: string,
  members: MemberChanges | undefined,
): Promise<ChangedMembers> {
  if (members === undefined) return { added: [], removed: [] };
  const added = [...members.added];
  const gone = members.isReplaced
    ? sql<boolean>`membership_id <> all(${added}::text[])`
    : sql<boolean>`membership_id = any(${[...members.removed]}::text[])`;
  const removal = sql<{ id: string }>`delete from public.scim_group_members
    where group_id = ${id} and ${gone} returning membership_id as id`;
  const addition = sql<{
    id: string;
  }>`insert into public.scim_group_members (group_id, membership_id)
    select ${id}, unnest(${added}::text[]) on conflict do nothing returning membership_id as id`;
  const left = read(tx, removal);
  const joined = read(tx, addition);
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);
  return { removed: idsOf(await left()), added: idsOf(await joined()) };
}
