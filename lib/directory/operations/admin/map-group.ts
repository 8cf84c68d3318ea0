import { sql } from 'kysely';
import { nullable, strictObject } from 'valibot';
import { areRolesValid } from '../../../identity/roles';
import { withAccountLock } from '../../accounts/account-transaction';
import { describeGroup, group, selectGroups } from '../../accounts/groups';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { check, readOne, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { id, roles } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { giveGroupRoles } from '../../sso/group-roles';

const UNMAPPED = { developer: null, team: null, administrator: false };

/**
 * A member has the highest roles of a new member and of all groups. Without `roles`, a group gives none, and its members
 * lose those that they have by it alone.
 */
export const mapGroup = operation({
  name: 'admin/map-group',
  summary: 'Sets the roles that a group of the identity provider gives its members.',
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ group: id, roles: nullable(roles) }),
  output: group,
  errors: [
    'NOT_FOUND',
    'ROLES_INVALID',
    'LAST_ADMINISTRATOR',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { group: groupId, roles: wanted }) {
    if (wanted !== null && !areRolesValid(wanted)) throw new DirectoryError('ROLES_INVALID');
    const after = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx, accountId } = locked;
      requireStepUp(call, tx);
      const query = selectGroups(tx)
        .where('g.account_id', '=', accountId)
        .where('g.id', '=', groupId);
      const before = await check(tx, query.forUpdate('g'), ([found]) => {
        if (found === undefined) throw new DirectoryError('NOT_FOUND');
        return describeGroup(found);
      })();
      const update = tx.updateTable('scim_groups').set({ ...(wanted ?? UNMAPPED) });
      await write(tx, update.where('id', '=', groupId));
      const object = { type: 'group', id: groupId, name: before.name, from: before.roles };
      await recordEvent(tx, call, { type: 'group_mapped', object: { ...object, roles: wanted } });
      const members = sql`select membership_id from public.scim_group_members where group_id = ${groupId}`;
      await giveGroupRoles(call, locked, members);
      return readOne(tx, selectGroups(tx).where('g.id', '=', groupId));
    });
    return describeGroup(await after());
  },
});
