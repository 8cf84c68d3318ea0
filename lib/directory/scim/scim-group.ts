import { type RawBuilder, sql } from 'kysely';
import type { GroupAttribute } from '../../scim/group-attributes';
import { invalidFilter } from '../../scim/scim-error';
import type { Database } from '../database/database';
import type { FilterColumn } from './filter-condition';
import { limitOf, type OwnValue, type RelatedValue } from './scim-page';

/** A group as an identity provider sees it. */
export interface ScimGroup {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  /** Undefined if they were not read. */
  readonly members?: readonly OwnValue[] | undefined;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Returns a query of groups `g`, without their members. */
export function selectScimGroups(database: Database) {
  return database
    .selectFrom('scim_groups as g')
    .select([
      'g.id',
      'g.display_name as displayName',
      'g.external_id as externalId',
      'g.team',
      'g.created_at as createdAt',
      'g.changed_at as changedAt',
    ]);
}

type GroupRow = Awaited<ReturnType<ReturnType<typeof selectScimGroups>['executeTakeFirstOrThrow']>>;

export function scimGroupOf({ team: _team, ...row }: GroupRow): ScimGroup {
  return row;
}

/** Selects the members of groups. @param ids - a query of the groups' ids. */
export function selectMembersOf(ids: RawBuilder<unknown>): RawBuilder<RelatedValue> {
  return sql`select x.group_id as owner, m.id as value, coalesce(m.scim_user_name, u.email) as display
    from (select group_id, membership_id from public.scim_group_members
      where group_id = any(array(${ids})) ${limitOf('members')}) x
    join public.memberships m on m.id = x.membership_id join public.users u on u.id = m.user_id`;
}

/** Returns the key of a group's name. Names that differ only in case are the same. */
export function groupNameKey(displayName: string): string {
  return displayName.normalize('NFC').toLowerCase();
}

/** The columns of the attributes that filters compare. */
export const GROUP_COLUMNS: Readonly<Record<GroupAttribute, FilterColumn>> = {
  id: { column: sql`g.id`, type: 'exact' },
  displayName: {
    column: sql`g.display_name`,
    type: 'text',
    lookUp: (value) => sql<boolean>`g.name_key = ${groupNameKey(value)}`,
  },
  externalId: { column: sql`g.external_id`, type: 'exact' },
  member: {
    get column(): never {
      throw invalidFilter('compares members by eq');
    },
    type: 'exact',
    lookUp: (value) =>
      sql<boolean>`exists (
        select from public.scim_group_members x where x.group_id = g.id and x.membership_id = ${value})`,
  },
  created: { column: sql`g.created_at`, type: 'time' },
  lastModified: { column: sql`g.changed_at`, type: 'time' },
};
