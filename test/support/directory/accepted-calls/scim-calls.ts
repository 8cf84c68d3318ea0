import { addGroup } from '../../scim/scim-rows';
import { type AcceptedCalls, byMember } from './accepted-call';

const ROLES = { developer: 'read-write', team: 'manager', administrator: false };

/** An accepted call of each operation of groups and provisioning. */
export const SCIM_CALLS: AcceptedCalls = {
  'admin/list-groups': byMember('reader', []),
  'admin/show-provisioning': byMember('admin', []),
  'admin/map-group': byMember('admin', ['group_mapped'], async ({ directory, team }) => ({
    group: await addGroup(directory.database, team.account),
    roles: ROLES,
  })),
};
