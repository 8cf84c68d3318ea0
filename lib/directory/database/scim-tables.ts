import type { Generated } from 'kysely';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { Created, Fixed } from './columns';

interface ScimGroupsTable {
  readonly id: Fixed<string>;
  readonly account_id: Fixed<string>;
  display_name: string;
  name_key: string;
  external_id: string | null;
  /** The roles of its members. Null, as is `team`, if the group is not mapped to roles. */
  developer: DeveloperLevel | null;
  team: TeamLevel | null;
  administrator: Generated<boolean>;
  readonly created_at: Created;
  changed_at: Generated<Date>;
}

interface ScimGroupMembersTable {
  readonly group_id: Fixed<string>;
  readonly membership_id: Fixed<string>;
}

/** The tables of provisioning by SCIM. */
export interface ScimTables {
  scim_groups: ScimGroupsTable;
  scim_group_members: ScimGroupMembersTable;
}

/** What an identity provider manages of a membership. */
export interface ManagedColumns {
  /** Whether the account's identity provider has written the member. It counts while the account is provisioned by SCIM. */
  managed: Generated<boolean>;
  external_id: string | null;
  /** As the provider spells it. */
  scim_user_name: string | null;
  /** The same for comparisons. */
  scim_user_key: string | null;
  given_name: string | null;
  family_name: string | null;
  display_name: string | null;
  changed_at: Generated<Date>;
}
